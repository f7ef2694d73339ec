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
            <source>“{plan}” is older than the register: %n door(s) came or were left by everybody.</source>
            <translation>
                <numerusform>“{plan}” is older than the register: %n door came or was left by everybody.</numerusform>
                <numerusform>“{plan}” is older than the register: %n doors came or were left by everybody.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s)</source>
            <translation>
                <numerusform>%Ln door</numerusform>
                <numerusform>%Ln doors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln elector(s)</source>
            <translation>
                <numerusform>%Ln elector</numerusform>
                <numerusform>%Ln electors</numerusform>
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
        <message numerus="yes">
            <source>%n door(s)</source>
            <translation>
                <numerusform>%n door</numerusform>
                <numerusform>%n doors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) were not understood and stay out.</source>
            <translation>
                <numerusform>%n row was not understood and stays out.</numerusform>
                <numerusform>%n rows were not understood and stay out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n found</numerusform>
                <numerusform>%n found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.</source>
            <translation>
                <numerusform>%n line has nothing yet: {lines}. Enter: it is empty on the paper too. ↑ goes to it.</numerusform>
                <numerusform>%n lines have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n number(s) taken back.</source>
            <translation>
                <numerusform>%n number taken back.</numerusform>
                <numerusform>%n numbers taken back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n number(s) kept.</source>
            <translation>
                <numerusform>%n number kept.</numerusform>
                <numerusform>%n numbers kept.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n was (were) there before.</source>
            <translation>
                <numerusform>%n was there before.</numerusform>
                <numerusform>%n were there before.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{who} keyed %n line(s) of this page just now.</source>
            <translation>
                <numerusform>{who} keyed %n line of this page just now.</numerusform>
                <numerusform>{who} keyed %n lines of this page just now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) in doubt</source>
            <translation>
                <numerusform>%n line in doubt</numerusform>
                <numerusform>%n lines in doubt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) confirmed and kept. Close this, or drop more scans here.</source>
            <translation>
                <numerusform>%n page confirmed and kept. Close this, or drop more scans here.</numerusform>
                <numerusform>%n pages confirmed and kept. Close this, or drop more scans here.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Read %n scan(s)</source>
            <translation>
                <numerusform>Read %n scan</numerusform>
                <numerusform>Read %n scans</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) still in doubt: decide them first.</source>
            <translation>
                <numerusform>%n line still in doubt: decide them first.</numerusform>
                <numerusform>%n lines still in doubt: decide them first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) in doubt: type the code that the paper shows.</source>
            <translation>
                <numerusform>%n line in doubt: type the code that the paper shows.</numerusform>
                <numerusform>%n lines in doubt: type the code that the paper shows.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n scanned page(s) wait…</source>
            <translation>
                <numerusform>%n scanned page waits…</numerusform>
                <numerusform>%n scanned pages wait…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s) with different answers</source>
            <translation>
                <numerusform>%n elector with different answers</numerusform>
                <numerusform>%n electors with different answers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n newer register(s) came in since this sheet was printed; its lines are as printed.</source>
            <translation>
                <numerusform>%n newer register came in since this sheet was printed; its lines are as printed.</numerusform>
                <numerusform>%n newer registers came in since this sheet was printed; its lines are as printed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s) of this page have moved or left since; key what the paper says.</source>
            <translation>
                <numerusform>%n elector of this page has moved or left since; key what the paper says.</numerusform>
                <numerusform>%n electors of this page have moved or left since; key what the paper says.</numerusform>
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
            <source>%n door(s) change hands</source>
            <translation>
                <numerusform>%n door changes hands</numerusform>
                <numerusform>%n doors change hands</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n round(s)</source>
            <translation>
                <numerusform>about %n round</numerusform>
                <numerusform>about %n rounds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n round(s), as large over each other as these minutes.</source>
            <translation>
                <numerusform>%n round, as large as these minutes.</numerusform>
                <numerusform>%n rounds, as large over each other as these minutes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) more than 100 m from any road.</source>
            <translation>
                <numerusform>%n door more than 100 m from any road.</numerusform>
                <numerusform>%n doors more than 100 m from any road.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) where the map shows no way.</source>
            <translation>
                <numerusform>%n door where the map shows no way.</numerusform>
                <numerusform>%n doors where the map shows no way.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more round(s) changed</source>
            <translation>
                <numerusform>%n more round changed</numerusform>
                <numerusform>%n more rounds changed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s): what are they?</source>
            <translation>
                <numerusform>%n door: what is it?</numerusform>
                <numerusform>%n doors: what are they?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) go by post. Why?</source>
            <translation>
                <numerusform>%n door goes by post. Why?</numerusform>
                <numerusform>%n doors go by post. Why?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) go to nobody. Why?</source>
            <translation>
                <numerusform>Nobody goes to %n door. Why?</numerusform>
                <numerusform>Nobody goes to %n doors. Why?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lock(s)</source>
            <translation>
                <numerusform>%n lock</numerusform>
                <numerusform>%n locks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) by post</source>
            <translation>
                <numerusform>%n door by post</numerusform>
                <numerusform>%n doors by post</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) to nobody</source>
            <translation>
                <numerusform>%n door to nobody</numerusform>
                <numerusform>%n doors to nobody</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them together</source>
            <translation>
                <numerusform>%n of them together</numerusform>
                <numerusform>%n of them together</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) in no round of this plan: grey on the map.</source>
            <translation>
                <numerusform>%n door in no round of this plan: grey on the map.</numerusform>
                <numerusform>%n doors in no round of this plan: grey on the map.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) that everybody left since.</source>
            <translation>
                <numerusform>%n door that everybody left since.</numerusform>
                <numerusform>%n doors that everybody left since.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rounds chosen</source>
            <translation>
                <numerusform>%n round chosen</numerusform>
                <numerusform>%n rounds chosen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %n door(s) to…</source>
            <translation>
                <numerusform>Move %n door to…</numerusform>
                <numerusform>Move %n doors to…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{who}{phone}: {what}, %n sheet(s), {days}</source>
            <translation>
                <numerusform>{who}{phone}: {what}, %n sheet, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %n sheets, {days}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) sent to the printer.</source>
            <translation>
                <numerusform>%n page sent to the printer.</numerusform>
                <numerusform>%n pages sent to the printer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) in {file}.</source>
            <translation>
                <numerusform>%n page in {file}.</numerusform>
                <numerusform>%n pages in {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n page(s) are in the ledger as destroyed: throw away what came out, and print again.</source>
            <translation>
                <numerusform>The %n page is in the ledger as destroyed: throw away what came out, and print again.</numerusform>
                <numerusform>The %n pages are in the ledger as destroyed: throw away what came out, and print again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) sent to the printer</source>
            <translation>
                <numerusform>%n page sent to the printer</numerusform>
                <numerusform>%n pages sent to the printer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n file(s)</source>
            <translation>
                <numerusform>in %n file</numerusform>
                <numerusform>in %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Print %n round(s) to folder…</source>
            <translation>
                <numerusform>Print %n round to folder…</numerusform>
                <numerusform>Print %n rounds to folder…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n person(s)</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) are out; the longest first</source>
            <translation>
                <numerusform>%n sheet is out</numerusform>
                <numerusform>%n sheets are out; the longest first</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of {all} rounds have nobody</source>
            <translation>
                <numerusform>%n of {all} rounds has nobody</numerusform>
                <numerusform>%n of {all} rounds have nobody</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n round(s) are given out</source>
            <translation>
                <numerusform>%n round, and it is given out</numerusform>
                <numerusform>All %n rounds are given out</numerusform>
            </translation>
        </message>
    </context>
</TS>
