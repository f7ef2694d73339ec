<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
    <context>
        <name>Walksheets</name>
        <message numerus="yes">
            <source>%Ln round(s) ready, nothing printed yet.</source>
            <translation>
                <numerusform>%Ln round ready, nothing printed yet.</numerusform>
                <numerusform>%Ln rounds ready, nothing printed yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sheet(s) not back.</source>
            <translation>
                <numerusform>%Ln sheet not back.</numerusform>
                <numerusform>%Ln sheets not back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) could not be placed.</source>
            <translation>
                <numerusform>%Ln door could not be placed.</numerusform>
                <numerusform>%Ln doors could not be placed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sheet(s) back and not keyed yet.</source>
            <translation>
                <numerusform>%Ln sheet back and not keyed yet.</numerusform>
                <numerusform>%Ln sheets back and not keyed yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sheet(s) lost.</source>
            <translation>
                <numerusform>%Ln sheet lost.</numerusform>
                <numerusform>%Ln sheets lost.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The register is %Ln day(s) old.</source>
            <translation>
                <numerusform>The register is %Ln day old.</numerusform>
                <numerusform>The register is %Ln days old.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The oldest went out %Ln day(s) ago.</source>
            <translation>
                <numerusform>The oldest went out %Ln day ago.</numerusform>
                <numerusform>The oldest went out %Ln days ago.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln round(s) have nobody, the first is {round}.</source>
            <translation>
                <numerusform>%Ln round has nobody, it is {round}.</numerusform>
                <numerusform>%Ln rounds have nobody, the first is {round}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{plan}” is older than the register: %Ln door(s) came or were left by everybody.</source>
            <translation>
                <numerusform>“{plan}” is older than the register: %Ln door came or was left by everybody.</numerusform>
                <numerusform>“{plan}” is older than the register: %Ln doors came or were left by everybody.</numerusform>
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
            <source>%Ln volunteer(s)</source>
            <translation>
                <numerusform>%Ln volunteer</numerusform>
                <numerusform>%Ln volunteers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln round(s)</source>
            <translation>
                <numerusform>%Ln round</numerusform>
                <numerusform>%Ln rounds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln plan(s)</source>
            <translation>
                <numerusform>%Ln plan</numerusform>
                <numerusform>%Ln plans</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) were not understood and stay out.</source>
            <translation>
                <numerusform>%Ln row was not understood and stays out.</numerusform>
                <numerusform>%Ln rows were not understood and stay out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln found</source>
            <translation>
                <numerusform>%Ln found</numerusform>
                <numerusform>%Ln found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln line(s) have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.</source>
            <translation>
                <numerusform>%Ln line has nothing yet: {lines}. Enter: it is empty on the paper too. ↑ goes to it.</numerusform>
                <numerusform>%Ln lines have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln number(s) taken back.</source>
            <translation>
                <numerusform>%Ln number taken back.</numerusform>
                <numerusform>%Ln numbers taken back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln number(s) kept.</source>
            <translation>
                <numerusform>%Ln number kept.</numerusform>
                <numerusform>%Ln numbers kept.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln was (were) there before.</source>
            <translation>
                <numerusform>%Ln was there before.</numerusform>
                <numerusform>%Ln were there before.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{who} keyed %Ln line(s) of this page just now.</source>
            <translation>
                <numerusform>{who} keyed %Ln line of this page just now.</numerusform>
                <numerusform>{who} keyed %Ln lines of this page just now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln line(s) in doubt</source>
            <translation>
                <numerusform>%Ln line in doubt</numerusform>
                <numerusform>%Ln lines in doubt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s) confirmed and kept. Close this, or drop more scans here.</source>
            <translation>
                <numerusform>%Ln page confirmed and kept. Close this, or drop more scans here.</numerusform>
                <numerusform>%Ln pages confirmed and kept. Close this, or drop more scans here.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Read %Ln scan(s)</source>
            <translation>
                <numerusform>Read %Ln scan</numerusform>
                <numerusform>Read %Ln scans</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln line(s) still in doubt: decide them first.</source>
            <translation>
                <numerusform>%Ln line still in doubt: decide them first.</numerusform>
                <numerusform>%Ln lines still in doubt: decide them first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln line(s) in doubt: type the code that the paper shows.</source>
            <translation>
                <numerusform>%Ln line in doubt: type the code that the paper shows.</numerusform>
                <numerusform>%Ln lines in doubt: type the code that the paper shows.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln scanned page(s) wait…</source>
            <translation>
                <numerusform>%Ln scanned page waits…</numerusform>
                <numerusform>%Ln scanned pages wait…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln elector(s) with different answers</source>
            <translation>
                <numerusform>%Ln elector with different answers</numerusform>
                <numerusform>%Ln electors with different answers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln newer register(s) came in since this sheet was printed; its lines are as printed.</source>
            <translation>
                <numerusform>%Ln newer register came in since this sheet was printed; its lines are as printed.</numerusform>
                <numerusform>%Ln newer registers came in since this sheet was printed; its lines are as printed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln elector(s) of this page have moved or left since; key what the paper says.</source>
            <translation>
                <numerusform>%Ln elector of this page has moved or left since; key what the paper says.</numerusform>
                <numerusform>%Ln electors of this page have moved or left since; key what the paper says.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) change hands</source>
            <translation>
                <numerusform>%Ln door changes hands</numerusform>
                <numerusform>%Ln doors change hands</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln round(s)</source>
            <translation>
                <numerusform>about %Ln round</numerusform>
                <numerusform>about %Ln rounds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln round(s), as large over each other as these minutes.</source>
            <translation>
                <numerusform>%Ln round, as large as these minutes.</numerusform>
                <numerusform>%Ln rounds, as large over each other as these minutes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) more than 100 m from any road.</source>
            <translation>
                <numerusform>%Ln door more than 100 m from any road.</numerusform>
                <numerusform>%Ln doors more than 100 m from any road.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) where the map shows no way.</source>
            <translation>
                <numerusform>%Ln door where the map shows no way.</numerusform>
                <numerusform>%Ln doors where the map shows no way.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more round(s) changed</source>
            <translation>
                <numerusform>%Ln more round changed</numerusform>
                <numerusform>%Ln more rounds changed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s): what are they?</source>
            <translation>
                <numerusform>%Ln door: what is it?</numerusform>
                <numerusform>%Ln doors: what are they?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) go by post. Why?</source>
            <translation>
                <numerusform>%Ln door goes by post. Why?</numerusform>
                <numerusform>%Ln doors go by post. Why?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) go to nobody. Why?</source>
            <translation>
                <numerusform>Nobody goes to %Ln door. Why?</numerusform>
                <numerusform>Nobody goes to %Ln doors. Why?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln lock(s)</source>
            <translation>
                <numerusform>%Ln lock</numerusform>
                <numerusform>%Ln locks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) by post</source>
            <translation>
                <numerusform>%Ln door by post</numerusform>
                <numerusform>%Ln doors by post</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) to nobody</source>
            <translation>
                <numerusform>%Ln door to nobody</numerusform>
                <numerusform>%Ln doors to nobody</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them together</source>
            <translation>
                <numerusform>%Ln of them together</numerusform>
                <numerusform>%Ln of them together</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) in no round of this plan: grey on the map.</source>
            <translation>
                <numerusform>%Ln door in no round of this plan: grey on the map.</numerusform>
                <numerusform>%Ln doors in no round of this plan: grey on the map.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) that everybody left since.</source>
            <translation>
                <numerusform>%Ln door that everybody left since.</numerusform>
                <numerusform>%Ln doors that everybody left since.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln rounds chosen</source>
            <translation>
                <numerusform>%Ln round chosen</numerusform>
                <numerusform>%Ln rounds chosen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %Ln door(s) to…</source>
            <translation>
                <numerusform>Move %Ln door to…</numerusform>
                <numerusform>Move %Ln doors to…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{who}{phone}: {what}, %Ln sheet(s), {days}</source>
            <translation>
                <numerusform>{who}{phone}: {what}, %Ln sheet, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %Ln sheets, {days}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln day(s)</source>
            <translation>
                <numerusform>%Ln day</numerusform>
                <numerusform>%Ln days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s) sent to the printer.</source>
            <translation>
                <numerusform>%Ln page sent to the printer.</numerusform>
                <numerusform>%Ln pages sent to the printer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s) in {file}.</source>
            <translation>
                <numerusform>%Ln page in {file}.</numerusform>
                <numerusform>%Ln pages in {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %Ln page(s) are in the ledger as destroyed: throw away what came out, and print again.</source>
            <translation>
                <numerusform>The %Ln page is in the ledger as destroyed: throw away what came out, and print again.</numerusform>
                <numerusform>The %Ln pages are in the ledger as destroyed: throw away what came out, and print again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s) sent to the printer</source>
            <translation>
                <numerusform>%Ln page sent to the printer</numerusform>
                <numerusform>%Ln pages sent to the printer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln file(s)</source>
            <translation>
                <numerusform>in %Ln file</numerusform>
                <numerusform>in %Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Print %Ln round(s) to folder…</source>
            <translation>
                <numerusform>Print %Ln round to folder…</numerusform>
                <numerusform>Print %Ln rounds to folder…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s)</source>
            <translation>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sheet(s) are out; the longest first</source>
            <translation>
                <numerusform>%Ln sheet is out</numerusform>
                <numerusform>%Ln sheets are out; the longest first</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of {all} rounds have nobody</source>
            <translation>
                <numerusform>%Ln of {all} rounds has nobody</numerusform>
                <numerusform>%Ln of {all} rounds have nobody</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %Ln round(s) are given out</source>
            <translation>
                <numerusform>%Ln round, and it is given out</numerusform>
                <numerusform>All %Ln rounds are given out</numerusform>
            </translation>
        </message>
    </context>
</TS>
