<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
    <context>
        <name>Walksheets</name>
        <message numerus="yes">
            <source>%n round(s) ready, nothing printed yet.</source>
            <translation>
                <numerusform>%n round ready, nothing printed yet.</numerusform>
                <numerusform>%n rounds ready, nothing printed yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) not back.</source>
            <translation>
                <numerusform>%n sheet not back.</numerusform>
                <numerusform>%n sheets not back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) could not be placed.</source>
            <translation>
                <numerusform>%n door could not be placed.</numerusform>
                <numerusform>%n doors could not be placed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) back and not keyed yet.</source>
            <translation>
                <numerusform>%n sheet back and not keyed yet.</numerusform>
                <numerusform>%n sheets back and not keyed yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) lost.</source>
            <translation>
                <numerusform>%n sheet lost.</numerusform>
                <numerusform>%n sheets lost.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The register is %n day(s) old.</source>
            <translation>
                <numerusform>The register is %n day old.</numerusform>
                <numerusform>The register is %n days old.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The oldest went out %n day(s) ago.</source>
            <translation>
                <numerusform>The oldest went out %n day ago.</numerusform>
                <numerusform>The oldest went out %n days ago.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n round(s) have nobody, the first is {round}.</source>
            <translation>
                <numerusform>%n round has nobody, it is {round}.</numerusform>
                <numerusform>%n rounds have nobody, the first is {round}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s)</source>
            <translation>
                <numerusform>%n door</numerusform>
                <numerusform>%n doors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s)</source>
            <translation>
                <numerusform>%n elector</numerusform>
                <numerusform>%n electors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n volunteer(s)</source>
            <translation>
                <numerusform>%n volunteer</numerusform>
                <numerusform>%n volunteers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n round(s)</source>
            <translation>
                <numerusform>%n round</numerusform>
                <numerusform>%n rounds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n plan(s)</source>
            <translation>
                <numerusform>%n plan</numerusform>
                <numerusform>%n plans</numerusform>
            </translation>
        </message>
    </context>
</TS>
