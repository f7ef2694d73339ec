<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="cy_GB" sourcelanguage="en_GB">
    <context>
        <name>Walksheets</name>
        <message>
            <source>&amp;New campaign…</source>
            <translation>&amp;Ymgyrch newydd…</translation>
        </message>
        <message>
            <source>Make a campaign: one file that holds everything</source>
            <translation>Creu ymgyrch: un ffeil sy'n cadw popeth</translation>
        </message>
        <message>
            <source>&amp;Open campaign…</source>
            <translation>&amp;Agor ymgyrch…</translation>
        </message>
        <message>
            <source>Open a campaign file</source>
            <translation>Agor ffeil ymgyrch</translation>
        </message>
        <message>
            <source>New &amp;window</source>
            <translation>&amp;Ffenestr newydd</translation>
        </message>
        <message>
            <source>A second window on this campaign; both stay in step</source>
            <translation>Ail ffenestr ar yr ymgyrch hon; mae'r ddwy'n cyd-fynd â'i gilydd</translation>
        </message>
        <message>
            <source>Open s&amp;hared campaign…</source>
            <translation>Agor ymgyrch a &amp;rennir…</translation>
        </message>
        <message>
            <source>Open a campaign on a PostgreSQL server</source>
            <translation>Agor ymgyrch ar weinydd PostgreSQL</translation>
        </message>
        <message>
            <source>Try the &amp;demo ward</source>
            <translation>Rhoi cynnig ar y &amp;ward enghreifftiol</translation>
        </message>
        <message>
            <source>Make and open an invented ward to try things out in</source>
            <translation>Creu ac agor ward ddychmygol i roi cynnig ar bethau ynddi</translation>
        </message>
        <message>
            <source>&amp;Import…</source>
            <translation>&amp;Mewnforio…</translation>
        </message>
        <message>
            <source>Take in a register, a map or another file</source>
            <translation>Derbyn cofrestr, map neu ffeil arall</translation>
        </message>
        <message>
            <source>&amp;Export…</source>
            <translation>Allf&amp;orio…</translation>
        </message>
        <message>
            <source>Write rounds, doors, electors or results to a file</source>
            <translation>Ysgrifennu teithiau, drysau, etholwyr neu ganlyniadau i ffeil</translation>
        </message>
        <message>
            <source>&amp;Close campaign</source>
            <translation>&amp;Cau'r ymgyrch</translation>
        </message>
        <message>
            <source>Close the campaign; everything is kept already</source>
            <translation>Cau'r ymgyrch; mae popeth wedi'i gadw eisoes</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>&amp;Gosodiadau…</translation>
        </message>
        <message>
            <source>The campaign's name, telephone and result codes; the window's look</source>
            <translation>Enw, ffôn a chodau canlyniad yr ymgyrch; golwg y ffenestr</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>Gada&amp;el</translation>
        </message>
        <message>
            <source>Close the program</source>
            <translation>Cau'r rhaglen</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Dadwneud</translation>
        </message>
        <message>
            <source>Take back the last change</source>
            <translation>Tynnu'r newid diwethaf yn ôl</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Ailwneud</translation>
        </message>
        <message>
            <source>Do again what was taken back</source>
            <translation>Gwneud eto yr hyn a dynnwyd yn ôl</translation>
        </message>
        <message>
            <source>&amp;History…</source>
            <translation>&amp;Hanes…</translation>
        </message>
        <message>
            <source>Every change made to this campaign, by whom and when</source>
            <translation>Pob newid a wnaed i'r ymgyrch hon, gan bwy a phryd</translation>
        </message>
        <message>
            <source>&amp;Find an action…</source>
            <translation>Canfod &amp;gweithred…</translation>
        </message>
        <message>
            <source>Type what you want to do</source>
            <translation>Teipiwch yr hyn rydych am ei wneud</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>&amp;Bysellau</translation>
        </message>
        <message>
            <source>Every action and its key</source>
            <translation>Pob gweithred a'i bysell</translation>
        </message>
        <message>
            <source>&amp;About Walksheets</source>
            <translation>&amp;Ynghylch Walksheets</translation>
        </message>
        <message>
            <source>Version and licence</source>
            <translation>Fersiwn a thrwydded</translation>
        </message>
        <message>
            <source>New plan…</source>
            <translation>Cynllun newydd…</translation>
        </message>
        <message>
            <source>Split the ward into rounds</source>
            <translation>Rhannu'r ward yn deithiau</translation>
        </message>
        <message>
            <source>Delete plan</source>
            <translation>Dileu'r cynllun</translation>
        </message>
        <message>
            <source>Delete this plan and its rounds; Undo brings them back</source>
            <translation>Dileu'r cynllun hwn a'i deithiau; mae Dadwneud yn dod â nhw yn ôl</translation>
        </message>
        <message>
            <source>Select</source>
            <translation>Dewis</translation>
        </message>
        <message>
            <source>Click a round or a door; drag moves the map</source>
            <translation>Cliciwch daith neu ddrws; mae llusgo'n symud y map</translation>
        </message>
        <message>
            <source>Lasso</source>
            <translation>Lasŵ</translation>
        </message>
        <message>
            <source>Draw round doors to select them</source>
            <translation>Tynnwch linell o gwmpas drysau i'w dewis</translation>
        </message>
        <message>
            <source>Whole ward</source>
            <translation>Y ward gyfan</translation>
        </message>
        <message>
            <source>Show everything on the map</source>
            <translation>Dangos popeth ar y map</translation>
        </message>
        <message>
            <source>Rename round</source>
            <translation>Ailenwi'r daith</translation>
        </message>
        <message>
            <source>Give this round a name people know it by</source>
            <translation>Rhoi enw ar y daith hon y mae pobl yn ei hadnabod wrtho</translation>
        </message>
        <message>
            <source>Lock round</source>
            <translation>Cloi'r daith</translation>
        </message>
        <message>
            <source>A locked round stays as it is when the ward is split anew</source>
            <translation>Mae taith wedi'i chloi yn aros fel y mae pan rennir y ward o'r newydd</translation>
        </message>
        <message>
            <source>Walk it the other way</source>
            <translation>Cerdded y ffordd arall</translation>
        </message>
        <message>
            <source>Turn the walking order round</source>
            <translation>Troi'r drefn gerdded o chwith</translation>
        </message>
        <message>
            <source>Put in walking order</source>
            <translation>Rhoi mewn trefn gerdded</translation>
        </message>
        <message>
            <source>Order the doors anew, as if nobody had moved them</source>
            <translation>Trefnu'r drysau o'r newydd, fel pe na bai neb wedi'u symud</translation>
        </message>
        <message>
            <source>Split round in two</source>
            <translation>Rhannu'r daith yn ddwy</translation>
        </message>
        <message>
            <source>Cut this round into two of like length</source>
            <translation>Torri'r daith hon yn ddwy o hyd tebyg</translation>
        </message>
        <message>
            <source>Merge rounds</source>
            <translation>Cyfuno teithiau</translation>
        </message>
        <message>
            <source>Make one round of the selected rounds</source>
            <translation>Gwneud un daith o'r teithiau a ddewiswyd</translation>
        </message>
        <message>
            <source>Move doors to…</source>
            <translation>Symud drysau i…</translation>
        </message>
        <message>
            <source>Move the selected doors to another round</source>
            <translation>Symud y drysau a ddewiswyd i daith arall</translation>
        </message>
        <message>
            <source>Earlier in the walk</source>
            <translation>Yn gynharach ar y daith</translation>
        </message>
        <message>
            <source>Move the selected door one place earlier</source>
            <translation>Symud y drws a ddewiswyd un lle'n gynharach</translation>
        </message>
        <message>
            <source>Later in the walk</source>
            <translation>Yn hwyrach ar y daith</translation>
        </message>
        <message>
            <source>Move the selected door one place later</source>
            <translation>Symud y drws a ddewiswyd un lle'n hwyrach</translation>
        </message>
        <message>
            <source>Add volunteer</source>
            <translation>Ychwanegu gwirfoddolwr</translation>
        </message>
        <message>
            <source>Add a person</source>
            <translation>Ychwanegu person</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Tynnu</translation>
        </message>
        <message>
            <source>Take this person off the list; Undo brings them back</source>
            <translation>Tynnu'r person hwn oddi ar y rhestr; mae Dadwneud yn dod â nhw yn ôl</translation>
        </message>
        <message>
            <source>Suggest all</source>
            <translation>Awgrymu'r cyfan</translation>
        </message>
        <message>
            <source>Give every round that has nobody to whom it suits best</source>
            <translation>Rhoi pob taith heb neb i'r sawl y mae'n ei siwtio orau</translation>
        </message>
        <message>
            <source>Print to folder…</source>
            <translation>Argraffu i ffolder…</translation>
        </message>
        <message>
            <source>Make one PDF a round, and enter the sheets in the ledger</source>
            <translation>Creu un PDF i bob taith, a nodi'r taflenni yn y llyfr cofnod</translation>
        </message>
        <message>
            <source>Print to one file…</source>
            <translation>Argraffu i un ffeil…</translation>
        </message>
        <message>
            <source>Make one PDF of all rounds chosen, and enter the sheets</source>
            <translation>Creu un PDF o'r holl deithiau a ddewiswyd, a nodi'r taflenni</translation>
        </message>
        <message>
            <source>Send to a printer…</source>
            <translation>Anfon at argraffydd…</translation>
        </message>
        <message>
            <source>Print on paper now, and enter the sheets</source>
            <translation>Argraffu ar bapur nawr, a nodi'r taflenni</translation>
        </message>
        <message>
            <source>Keys from a spreadsheet…</source>
            <translation>Atebion o daenlen…</translation>
        </message>
        <message>
            <source>Take in a file with columns sheet, line, result, note</source>
            <translation>Derbyn ffeil â cholofnau sheet, line, result, note</translation>
        </message>
        <message>
            <source>Rest not home</source>
            <translation>Y gweddill ddim gartref</translation>
        </message>
        <message>
            <source>Key every line of this page that has nothing as not home</source>
            <translation>Mewnbynnu pob llinell wag ar y dudalen hon fel ddim gartref</translation>
        </message>
        <message>
            <source>Day and minutes…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The foot of the sheet: done on, in minutes, leaflets left over</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Home</source>
            <translation>Hafan</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>Cofrestr</translation>
        </message>
        <message>
            <source>Map &amp;&amp; Rounds</source>
            <translation>Map a Theithiau</translation>
        </message>
        <message>
            <source>Volunteers</source>
            <translation>Gwirfoddolwyr</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Argraffu</translation>
        </message>
        <message>
            <source>Key in</source>
            <translation>Mewnbynnu</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Cynnydd</translation>
        </message>
        <message>
            <source>A mistake of ours</source>
            <translation>Ein camgymeriad ni</translation>
        </message>
        <message>
            <source>Details for whoever mends it</source>
            <translation>Manylion i'r sawl a fydd yn ei drwsio</translation>
        </message>
        <message>
            <source>Something went wrong in Walksheets itself</source>
            <translation>Aeth rhywbeth o'i le yn Walksheets ei hun</translation>
        </message>
        <message>
            <source>What you were doing was not done; everything before it is kept. You can go on working. If it happens again, please send us the details below: they hold no names and nothing from your campaign.</source>
            <translation>Ni wnaed yr hyn roeddech yn ei wneud; mae popeth cyn hynny wedi'i gadw. Gallwch fynd ymlaen â'ch gwaith. Os bydd yn digwydd eto, anfonwch y manylion isod atom: nid oes enwau ynddynt na dim o'ch ymgyrch.</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Copïo'r manylion</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Mynd ymlaen</translation>
        </message>
        <message>
            <source>The codes as ticked on paper and keyed, in the order of the boxes. Enter or double click to change.</source>
            <translation>Y codau fel y'u ticir ar bapur ac y'u mewnbynnir, yn nhrefn y blychau. Enter neu glic dwbl i newid.</translation>
        </message>
        <message>
            <source>Result codes</source>
            <translation>Codau canlyniad</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ychwanegu</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>I fyny</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>I lawr</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Cod</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>Ystyr</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Ar</translation>
        </message>
        <message>
            <source>Does</source>
            <translation>Yn gwneud</translation>
        </message>
        <message>
            <source>new code</source>
            <translation>cod newydd</translation>
        </message>
        <message>
            <source>Key in: the result of the line</source>
            <translation>Mewnbynnu: canlyniad y llinell</translation>
        </message>
        <message>
            <source>Any result code; the cursor moves on</source>
            <translation>Unrhyw god canlyniad; mae'r cyrchwr yn symud ymlaen</translation>
        </message>
        <message>
            <source>Key in: same as the line before</source>
            <translation>Mewnbynnu: yr un fath â'r llinell flaenorol</translation>
        </message>
        <message>
            <source>Key in: back one line</source>
            <translation>Mewnbynnu: yn ôl un llinell</translation>
        </message>
        <message>
            <source>Key in: a note for this line</source>
            <translation>Mewnbynnu: nodyn i'r llinell hon</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Bysellau</translation>
        </message>
        <message>
            <source>About Walksheets</source>
            <translation>Ynghylch Walksheets</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Bysell</translation>
        </message>
        <message>
            <source>Walksheets sends nothing anywhere. The register is personal data: keep campaign files on an encrypted disk and destroy them when the election's purpose is done.</source>
            <translation>Nid yw Walksheets yn anfon dim i unman. Data personol yw'r gofrestr: cadwch ffeiliau ymgyrch ar ddisg wedi'i hamgryptio a dinistriwch nhw pan fydd diben yr etholiad wedi'i gyflawni.</translation>
        </message>
        <message>
            <source>Maps: © OpenStreetMap contributors, Open Database Licence, where you import an extract.</source>
            <translation>Mapiau: © cyfranwyr OpenStreetMap, Open Database Licence, lle byddwch yn mewnforio detholiad.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cau</translation>
        </message>
        <message>
            <source>Version {version}. Free software under the GNU General Public Licence, version 3 or later.</source>
            <translation>Fersiwn {version}. Meddalwedd rydd o dan Drwydded Gyhoeddus Gyffredinol GNU, fersiwn 3 neu ddiweddarach.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Hanes</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Pryd</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Beth</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Pwy</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>tynnwyd yn ôl</translation>
        </message>
        <message>
            <source>The last {most} changes, newest first. Undo (Ctrl+Z) takes them back one by one.</source>
            <translation>Y {most} newid diwethaf, y diweddaraf yn gyntaf. Mae Dadwneud (Ctrl+Z) yn eu tynnu yn ôl fesul un.</translation>
        </message>
        <message>
            <source>There is no map, so rounds cannot follow the streets.</source>
            <translation>Nid oes map, felly ni all teithiau ddilyn y strydoedd.</translation>
        </message>
        <message numerus="yes">
            <source>%n round(s) ready, nothing printed yet.</source>
            <translation>
                <numerusform>%n taith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%n daith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%n taith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%n taith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%n taith yn barod, dim wedi'i argraffu eto.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) not back.</source>
            <translation>
                <numerusform>%n taflen heb ddod yn ôl.</numerusform>
                <numerusform>%n daflen heb ddod yn ôl.</numerusform>
                <numerusform>%n taflen heb ddod yn ôl.</numerusform>
                <numerusform>%n taflen heb ddod yn ôl.</numerusform>
                <numerusform>%n taflen heb ddod yn ôl.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) could not be placed.</source>
            <translation>
                <numerusform>Nid oedd modd lleoli %n drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %n drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %n drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %n drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %n drws.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import a map extract</source>
            <translation>Mewnforio detholiad o fap</translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) back and not keyed yet.</source>
            <translation>
                <numerusform>%n taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%n daflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%n taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%n taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%n taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
            </translation>
        </message>
        <message>
            <source>Print walk sheets</source>
            <translation>Argraffu taflenni cerdded</translation>
        </message>
        <message>
            <source>Key in what came back</source>
            <translation>Mewnbynnu'r hyn ddaeth yn ôl</translation>
        </message>
        <message>
            <source>Give them to someone</source>
            <translation>Eu rhoi i rywun</translation>
        </message>
        <message>
            <source>Place by hand</source>
            <translation>Lleoli â llaw</translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) lost.</source>
            <translation>
                <numerusform>%n taflen ar goll.</numerusform>
                <numerusform>%n daflen ar goll.</numerusform>
                <numerusform>%n taflen ar goll.</numerusform>
                <numerusform>%n taflen ar goll.</numerusform>
                <numerusform>%n taflen ar goll.</numerusform>
            </translation>
        </message>
        <message>
            <source>See the ledger</source>
            <translation>Gweld y llyfr cofnod</translation>
        </message>
        <message numerus="yes">
            <source>The register is %n day(s) old.</source>
            <translation>
                <numerusform>Mae'r gofrestr yn %n diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %n diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %n diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %n diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %n diwrnod oed.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import a newer one</source>
            <translation>Mewnforio un fwy diweddar</translation>
        </message>
        <message>
            <source>The ward is not cut into rounds yet.</source>
            <translation>Nid yw'r ward wedi'i rhannu'n deithiau eto.</translation>
        </message>
        <message>
            <source>Make a plan</source>
            <translation>Gwneud cynllun</translation>
        </message>
        <message numerus="yes">
            <source>The oldest went out %n day(s) ago.</source>
            <translation>
                <numerusform>Aeth yr hynaf allan %n diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %n diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %n diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %n diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %n diwrnod yn ôl.</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nobody in this campaign yet.</source>
            <translation>Nid oes neb yn yr ymgyrch hon eto.</translation>
        </message>
        <message>
            <source>Import the register</source>
            <translation>Mewnforio'r gofrestr</translation>
        </message>
        <message>
            <source>{round} has nobody.</source>
            <translation>Nid oes gan {round} neb.</translation>
        </message>
        <message numerus="yes">
            <source>%n round(s) have nobody, the first is {round}.</source>
            <translation>
                <numerusform>Nid oes gan %n taith neb, y gyntaf yw {round}.</numerusform>
                <numerusform>Nid oes gan %n daith neb, sef {round}.</numerusform>
                <numerusform>Nid oes gan %n taith neb, y gyntaf yw {round}.</numerusform>
                <numerusform>Nid oes gan %n taith neb, y gyntaf yw {round}.</numerusform>
                <numerusform>Nid oes gan %n taith neb, y gyntaf yw {round}.</numerusform>
            </translation>
        </message>
        <message>
            <source>An empty campaign.</source>
            <translation>Ymgyrch wag.</translation>
        </message>
        <message numerus="yes">
            <source>%n door(s)</source>
            <translation>
                <numerusform>%n drws</numerusform>
                <numerusform>%n drws</numerusform>
                <numerusform>%n drws</numerusform>
                <numerusform>%n drws</numerusform>
                <numerusform>%n drws</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s)</source>
            <translation>
                <numerusform>%n etholwr</numerusform>
                <numerusform>%n etholwr</numerusform>
                <numerusform>%n etholwr</numerusform>
                <numerusform>%n etholwr</numerusform>
                <numerusform>%n etholwr</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n volunteer(s)</source>
            <translation>
                <numerusform>%n gwirfoddolwr</numerusform>
                <numerusform>%n gwirfoddolwr</numerusform>
                <numerusform>%n gwirfoddolwr</numerusform>
                <numerusform>%n gwirfoddolwr</numerusform>
                <numerusform>%n gwirfoddolwr</numerusform>
            </translation>
        </message>
        <message>
            <source>Round {number}</source>
            <translation>Taith {number}</translation>
        </message>
        <message>
            <source>register of {day}</source>
            <translation>cofrestr {day}</translation>
        </message>
        <message>
            <source>{rounds} in {plans}</source>
            <translation>{rounds} mewn {plans}</translation>
        </message>
        <message numerus="yes">
            <source>%n round(s)</source>
            <translation>
                <numerusform>%n taith</numerusform>
                <numerusform>%n daith</numerusform>
                <numerusform>%n taith</numerusform>
                <numerusform>%n taith</numerusform>
                <numerusform>%n taith</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n plan(s)</source>
            <translation>
                <numerusform>%n cynllun</numerusform>
                <numerusform>%n cynllun</numerusform>
                <numerusform>%n cynllun</numerusform>
                <numerusform>%n cynllun</numerusform>
                <numerusform>%n cynllun</numerusform>
            </translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Ceisio eto</translation>
        </message>
        <message>
            <source>Reading the campaign.</source>
            <translation>Yn darllen yr ymgyrch.</translation>
        </message>
        <message>
            <source>on a server</source>
            <translation>ar weinydd</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Anghofio</translation>
        </message>
        <message>
            <source>Take it off this list; the file stays where it is</source>
            <translation>Ei thynnu oddi ar y rhestr hon; mae'r ffeil yn aros lle mae hi</translation>
        </message>
        <message>
            <source>Find it…</source>
            <translation>Dod o hyd iddi…</translation>
        </message>
        <message>
            <source>Open campaign</source>
            <translation>Agor ymgyrch</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Dechrau</translation>
        </message>
        <message>
            <source>Recent campaigns</source>
            <translation>Ymgyrchoedd diweddar</translation>
        </message>
        <message>
            <source>What next</source>
            <translation>Beth nesaf</translation>
        </message>
        <message>
            <source>From the electoral register and a map to rounds, walk sheets and keyed results. Nothing ever leaves this computer.</source>
            <translation>O'r gofrestr etholiadol a map i deithiau, taflenni cerdded a chanlyniadau wedi'u mewnbynnu. Does dim byth yn gadael y cyfrifiadur hwn.</translation>
        </message>
        <message>
            <source>Nothing is waiting. Progress shows how far you are.</source>
            <translation>Nid oes dim yn aros. Mae Cynnydd yn dangos pa mor bell rydych chi.</translation>
        </message>
        <message>
            <source>What there is to do could not be read.</source>
            <translation>Nid oedd modd darllen beth sydd i'w wneud.</translation>
        </message>
        <message>
            <source>Campaigns you open are listed here.</source>
            <translation>Rhestrir yma yr ymgyrchoedd y byddwch yn eu hagor.</translation>
        </message>
        <message>
            <source>Forget {campaign}</source>
            <translation>Anghofio {campaign}</translation>
        </message>
        <message>
            <source>Find {campaign}</source>
            <translation>Dod o hyd i {campaign}</translation>
        </message>
        <message>
            <source>New campaign</source>
            <translation>Ymgyrch newydd</translation>
        </message>
        <message>
            <source>One file for one ward, on this computer.</source>
            <translation>Un ffeil i un ward, ar y cyfrifiadur hwn.</translation>
        </message>
        <message>
            <source>Open a campaign</source>
            <translation>Agor ymgyrch</translation>
        </message>
        <message>
            <source>Or drop its file on this window.</source>
            <translation>Neu ollwng ei ffeil ar y ffenestr hon.</translation>
        </message>
        <message>
            <source>Try the demo ward</source>
            <translation>Rhoi cynnig ar y ward enghreifftiol</translation>
        </message>
        <message>
            <source>An invented town, ready to walk.</source>
            <translation>Tref ddychmygol, yn barod i'w cherdded.</translation>
        </message>
        <message>
            <source>not there any more: {folder}</source>
            <translation>ddim yno bellach: {folder}</translation>
        </message>
        <message>
            <source>No campaign open</source>
            <translation>Dim ymgyrch ar agor</translation>
        </message>
        <message>
            <source>Screens</source>
            <translation>Sgriniau</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>Agor &amp;diweddar</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Ffeil</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Golygu</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>&amp;Mynd</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Cymorth</translation>
        </message>
        <message>
            <source>Open shared campaign</source>
            <translation>Agor ymgyrch a rennir</translation>
        </message>
        <message>
            <source>Address (postgresql://name:password@server/database):</source>
            <translation>Cyfeiriad (postgresql://enw:cyfrinair@gweinydd/cronfa):</translation>
        </message>
        <message>
            <source>My ward</source>
            <translation>Fy ward</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Mewnforio</translation>
        </message>
        <message>
            <source>These files belong into a campaign, and none is open; nothing was read. Make or open one, then drop them again.</source>
            <translation>Mae'r ffeiliau hyn yn perthyn i ymgyrch, ac nid oes un ar agor; ni ddarllenwyd dim. Crëwch neu agorwch un, yna gollyngwch nhw eto.</translation>
        </message>
        <message>
            <source>Show {screen}</source>
            <translation>Dangos {screen}</translation>
        </message>
        <message>
            <source>No campaign was opened yet</source>
            <translation>Ni agorwyd ymgyrch eto</translation>
        </message>
        <message>
            <source>Find an action</source>
            <translation>Canfod gweithred</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>Beth ydych chi am ei wneud?</translation>
        </message>
        <message>
            <source>Actions that fit</source>
            <translation>Gweithredoedd sy'n cyfateb</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Gweithred</translation>
        </message>
        <message>
            <source>“{piece}” begins with none of this row's doors, so nothing was kept. The doors are {first} to {last}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Elector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Doors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lines of the sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Door</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Street</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow-ups and note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>part: {done} of {all}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation>Dadwneud</translation>
        </message>
        <message>
            <source>Nothing on this page waits for an answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key {file}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Enter repeats the result above, and there is none to repeat.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keying waits until the work shown below has finished; nothing was keyed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Line {line}: {standing} stands, keyed by {who}; you keyed {now}. Enter leaves {standing}, {now} again takes {now}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n line(s) have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>“{letter}” is no result code of this sheet. The codes are {known}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Line {line} with {result} fits nothing on this sheet, so nothing was kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sheet {sheet} is complete. The next sheet, please.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{letters}…  Enter when it is whole</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} keyed line {line} meanwhile, so nothing was kept. Look at it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{why} Enter again opens {sheet}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{who} keyed %n line(s) of this page just now.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>“{letter}” is no follow-up; nothing was noted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>such as 8.2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leaflets left over</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{text}” is no number of leaflets, so nothing was kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{text}” is no day, so nothing was kept. Write it as 8.2 or 2026-02-08.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{text}” is no number of minutes, so nothing was kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sheet code</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lines keyed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note for the line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note for this line: Enter keeps it, Escape leaves it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Missed doors of the row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Missed doors and why, such as 9 dog, 23: Enter keeps it, Escape leaves it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type or scan the code at the top of the sheet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ready for the first sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each sheet of paper has its own code, such as K7-F4X. Type it above; then one key a line, and the cursor moves on by itself. Every line is kept on disk before it does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys from a spreadsheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Spreadsheets (*.csv *.xlsx *.ods *.xls *.tsv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>round {number}{name} · page {page} of {pages}{walker}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rest delivered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{keyed} of {wanted} keyed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last entries</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Codes, and how often on this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Codes of this sheet</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n elector(s) with different answers</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Undo the chosen entry (Delete)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Entry</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{plan}: {keyed:,} of {lines:,} keyed{rate}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last keyed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source> · contact rate {rate:.0%}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space row done   . part of it: which doors were missed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space nobody at this door   . follow-up   / note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>   ⏎ same as above   ↑ back   Del takes it away   Esc next sheet</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n newer register(s) came in since this sheet was printed; its lines are as printed.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s) of this page have moved or left since; key what the paper says.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>This sheet is keyed already: what you key now is compared, and only what differs is asked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sheet {sheet} compared: {same} the same, {changed} changed, {kept} left as they were.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This sheet was printed again as {sheet}; key it here only if this one was walked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Demo ward</source>
            <translation>Ward enghreifftiol</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Ailwneud</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Gosodiadau</translation>
        </message>
        <message>
            <source>Name and postal address</source>
            <translation>Enw a chyfeiriad post</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>Ymgyrch</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Papur</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Ffenestr</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Cadw</translation>
        </message>
        <message>
            <source>Name the campaign</source>
            <translation>Enwi'r ymgyrch</translation>
        </message>
        <message>
            <source>Organiser's telephone</source>
            <translation>Ffôn y trefnydd</translation>
        </message>
        <message>
            <source>Imprint</source>
            <translation>Argraffnod</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Fel y system</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Golau</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Tywyll</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Cyferbyniad uchel</translation>
        </message>
        <message>
            <source>Name and telephone stand on every sheet, for whoever loses one.</source>
            <translation>Mae'r enw a'r ffôn ar bob taflen, i'r sawl sy'n colli un.</translation>
        </message>
        <message>
            <source>The law asks for the imprint on election material: name and address of who promotes it, of who prints it, and on whose behalf. It stands on cards, letters and posters.</source>
            <translation>Mae'r gyfraith yn gofyn am argraffnod ar ddeunydd etholiad: enw a chyfeiriad y sawl sy'n ei hyrwyddo, y sawl sy'n ei argraffu, ac ar ran pwy. Mae ar gardiau, llythyrau a phosteri.</translation>
        </message>
        <message>
            <source>These are this computer's, not the campaign's; they change at once in every window.</source>
            <translation>Gosodiadau'r cyfrifiadur hwn yw'r rhain, nid yr ymgyrch; maent yn newid ar unwaith ym mhob ffenestr.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Canslo</translation>
        </message>
        <message>
            <source>Campaign's &amp;name</source>
            <translation>&amp;Enw'r ymgyrch</translation>
        </message>
        <message>
            <source>&amp;Organiser</source>
            <translation>&amp;Trefnydd</translation>
        </message>
        <message>
            <source>&amp;Telephone</source>
            <translation>&amp;Ffôn</translation>
        </message>
        <message>
            <source>&amp;Paper</source>
            <translation>&amp;Papur</translation>
        </message>
        <message>
            <source>P&amp;romoter</source>
            <translation>&amp;Hyrwyddwr</translation>
        </message>
        <message>
            <source>Pr&amp;inter</source>
            <translation>&amp;Argraffydd</translation>
        </message>
        <message>
            <source>On &amp;behalf of</source>
            <translation>Ar &amp;ran</translation>
        </message>
        <message>
            <source>&amp;Colours</source>
            <translation>&amp;Lliwiau</translation>
        </message>
        <message>
            <source>Size of &amp;type</source>
            <translation>&amp;Maint y print</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>&amp;Iaith</translation>
        </message>
        <message>
            <source>Dismiss this message</source>
            <translation>Cau'r neges hon</translation>
        </message>
        <message>
            <source>Copy this chart</source>
            <translation>Copïo'r siart hon</translation>
        </message>
        <message>
            <source>Walksheets campaigns (*.walksheets);;All files (*)</source>
            <translation>Ymgyrchoedd Walksheets (*.walksheets);;Pob ffeil (*)</translation>
        </message>
        <message>
            <source>Everything Walksheets reads ({endings});;All files (*)</source>
            <translation>Popeth y mae Walksheets yn ei ddarllen ({endings});;Pob ffeil (*)</translation>
        </message>
        <message>
            <source>This could not be read</source>
            <translation>Nid oedd modd darllen hyn</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un eiliad…</translation>
        </message>
        <message>
            <source>Progress of the running work</source>
            <translation>Cynnydd y gwaith sy'n rhedeg</translation>
        </message>
        <message>
            <source>{n} min left</source>
            <translation>{n} mun ar ôl</translation>
        </message>
        <message>
            <source>Stop this; everything stays as it was before it began</source>
            <translation>Atal hyn; mae popeth yn aros fel yr oedd cyn iddo ddechrau</translation>
        </message>
        <message>
            <source>Take back the last change (Ctrl+Z)</source>
            <translation>Tynnu'r newid diwethaf yn ôl (Ctrl+Z)</translation>
        </message>
        <message>
            <source>{n} s left</source>
            <translation>{n} eiliad ar ôl</translation>
        </message>
        <message>
            <source>{work}: stopped, nothing was changed.</source>
            <translation>{work}: ataliwyd, ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>{work}: stopping…</source>
            <translation>{work}: yn atal…</translation>
        </message>
        <message>
            <source>Columns of {table}</source>
            <translation>Colofnau {table}</translation>
        </message>
    </context>
</TS>
