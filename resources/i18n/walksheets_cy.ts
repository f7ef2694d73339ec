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
            <source>&amp;Contact details</source>
            <translation>&amp;Manylion cyswllt</translation>
        </message>
        <message>
            <source>Show telephone numbers and e-mail addresses, or hide them again: others may look on</source>
            <translation>Dangos rhifau ffôn a chyfeiriadau e-bost, neu eu cuddio eto: gall eraill fod yn edrych</translation>
        </message>
        <message>
            <source>Online &amp;map</source>
            <translation>Map ar-&amp;lein</translation>
        </message>
        <message>
            <source>Show pictures from a map server under the rounds: it sees which area is looked at, and nothing of the register leaves this computer</source>
            <translation>Dangos lluniau o weinydd mapiau o dan y teithiau: mae'n gweld pa ardal yr edrychir arni, ac nid oes dim o'r gofrestr yn gadael y cyfrifiadur hwn</translation>
        </message>
        <message>
            <source>Numbers &amp;taken…</source>
            <translation>Rhi&amp;fau a gymerwyd…</translation>
        </message>
        <message>
            <source>Polling day: key the numbers of the number takers’ pads</source>
            <translation>Diwrnod pleidleisio: mewnbynnu'r rhifau o badiau'r cofnodwyr</translation>
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
            <source>Find an elector</source>
            <translation>Canfod etholwr</translation>
        </message>
        <message>
            <source>Type a name, street, number, postcode or elector number</source>
            <translation>Teipiwch enw, stryd, rhif, cod post neu rif etholwr</translation>
        </message>
        <message>
            <source>Do not contact</source>
            <translation>Peidio â chysylltu</translation>
        </message>
        <message>
            <source>Leave the chosen elector off every sheet from now on, or have them back</source>
            <translation>Gadael yr etholwr a ddewiswyd oddi ar bob taflen o hyn ymlaen, neu ei roi yn ôl</translation>
        </message>
        <message>
            <source>Deceased</source>
            <translation>Wedi marw</translation>
        </message>
        <message>
            <source>No leaflets at this door</source>
            <translation>Dim taflenni gwybodaeth wrth y drws hwn</translation>
        </message>
        <message>
            <source>Leaflet sheets leave this door out from now on, or have it back</source>
            <translation>Mae taflenni dosbarthu'n gadael y drws hwn allan o hyn ymlaen, neu'n ei roi yn ôl</translation>
        </message>
        <message>
            <source>Place the door on the map</source>
            <translation>Rhoi'r drws ar y map</translation>
        </message>
        <message>
            <source>Click on the map where the chosen door is</source>
            <translation>Cliciwch ar y map lle mae'r drws a ddewiswyd</translation>
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
            <source>New plan for volunteers…</source>
            <translation>Cynllun newydd i wirfoddolwyr…</translation>
        </message>
        <message>
            <source>A round for each volunteer you have: as large as what they can do, near their home</source>
            <translation>Taith i bob gwirfoddolwr sydd gennych: mor fawr ag y gallant ei wneud, yn agos at eu cartref</translation>
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
            <source>Barrier</source>
            <translation>Rhwystr</translation>
        </message>
        <message>
            <source>Draw a line that no round crosses: a railway, a dual carriageway; it holds from the next balancing on</source>
            <translation>Tynnu llinell nad yw unrhyw daith yn ei chroesi: rheilffordd, ffordd ddeuol; mae'n dal o'r cydbwyso nesaf ymlaen</translation>
        </message>
        <message>
            <source>Remove barriers</source>
            <translation>Tynnu rhwystrau</translation>
        </message>
        <message>
            <source>Take all barriers of this plan off the map</source>
            <translation>Tynnu holl rwystrau'r cynllun hwn oddi ar y map</translation>
        </message>
        <message>
            <source>Keep their streets whole</source>
            <translation>Cadw eu strydoedd yn gyfan</translation>
        </message>
        <message>
            <source>The streets of the selected doors are not cut, from the next balancing on; once more lets them be cut</source>
            <translation>Ni thorrir strydoedd y drysau a ddewiswyd, o'r cydbwyso nesaf ymlaen; mae eto'n caniatáu eu torri</translation>
        </message>
        <message>
            <source>Keep together…</source>
            <translation>Cadw gyda'i gilydd…</translation>
        </message>
        <message>
            <source>The selected doors stay in one round, as a block with a name, from the next balancing on</source>
            <translation>Mae'r drysau a ddewiswyd yn aros mewn un daith, yn floc ag enw, o'r cydbwyso nesaf ymlaen</translation>
        </message>
        <message>
            <source>By post…</source>
            <translation>Trwy'r post…</translation>
        </message>
        <message>
            <source>The selected doors leave their rounds and go by post; they are counted and can be exported with their addresses</source>
            <translation>Mae'r drysau a ddewiswyd yn gadael eu teithiau ac yn mynd trwy'r post; cânt eu cyfrif a gellir allforio eu cyfeiriadau</translation>
        </message>
        <message>
            <source>To nobody…</source>
            <translation>I neb…</translation>
        </message>
        <message>
            <source>The selected doors leave their rounds and nobody goes there; the reason is kept</source>
            <translation>Mae'r drysau a ddewiswyd yn gadael eu teithiau ac nid oes neb yn mynd yno; cedwir y rheswm</translation>
        </message>
        <message>
            <source>Walk to them again</source>
            <translation>Cerdded atynt eto</translation>
        </message>
        <message>
            <source>The selected doors that go by post or to nobody join the round they lie in</source>
            <translation>Mae'r drysau a ddewiswyd sy'n mynd trwy'r post neu i neb yn ymuno â'r daith y maent ynddi</translation>
        </message>
        <message>
            <source>What is settled</source>
            <translation>Beth sydd wedi'i bennu</translation>
        </message>
        <message>
            <source>The locks of this plan and what they cost; doors that go by post or to nobody</source>
            <translation>Cloeon y cynllun hwn a'u cost; drysau sy'n mynd trwy'r post neu i neb</translation>
        </message>
        <message>
            <source>What do the locks cost?</source>
            <translation>Beth yw cost y cloeon?</translation>
        </message>
        <message>
            <source>Search once more without each lock and say what it costs in walking and in the longest round</source>
            <translation>Chwilio unwaith eto heb bob clo a dweud beth yw ei gost mewn cerdded ac yn y daith hiraf</translation>
        </message>
        <message>
            <source>Lift</source>
            <translation>Codi</translation>
        </message>
        <message>
            <source>Lift the chosen locks; walk to the chosen doors again</source>
            <translation>Codi'r cloeon a ddewiswyd; cerdded at y drysau a ddewiswyd eto</translation>
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
            <source>Select their streets</source>
            <translation>Dewis eu strydoedd</translation>
        </message>
        <message>
            <source>Select every door of the selected doors' streets in the round</source>
            <translation>Dewis pob drws yn y daith ar strydoedd y drysau a ddewiswyd</translation>
        </message>
        <message>
            <source>What housing they are…</source>
            <translation>Pa fath o dai ydynt…</translation>
        </message>
        <message>
            <source>Say what the selected doors are: a long drive takes longer than a terrace</source>
            <translation>Dywedwch beth yw'r drysau a ddewiswyd: mae dreif hir yn cymryd mwy o amser na theras</translation>
        </message>
        <message>
            <source>Flats by their address</source>
            <translation>Fflatiau yn ôl eu cyfeiriad</translation>
        </message>
        <message>
            <source>Every door whose address says a flat, and of which nothing was said, is a flat with its box at one entrance</source>
            <translation>Mae pob drws y mae ei gyfeiriad yn dweud fflat, ac na ddywedwyd dim amdano, yn fflat â'i flwch wrth un fynedfa</translation>
        </message>
        <message>
            <source>Select doors hard to reach</source>
            <translation>Dewis drysau anodd eu cyrraedd</translation>
        </message>
        <message>
            <source>Doors far from any road, and doors where the map shows no way</source>
            <translation>Drysau ymhell o unrhyw ffordd, a drysau lle nad yw'r map yn dangos ffordd</translation>
        </message>
        <message>
            <source>Bring plan up to date</source>
            <translation>Diweddaru'r cynllun</translation>
        </message>
        <message>
            <source>Take new doors into their rounds, and doors that everybody left out of them</source>
            <translation>Cymryd drysau newydd i'w teithiau, a thynnu ohonynt ddrysau y mae pawb wedi'u gadael</translation>
        </message>
        <message>
            <source>Balance again, keeping most</source>
            <translation>Cydbwyso eto, gan gadw'r rhan fwyaf</translation>
        </message>
        <message>
            <source>Make the rounds even again; nine doors of ten stay where they are</source>
            <translation>Gwneud y teithiau'n gyfartal eto; mae naw drws o bob deg yn aros lle maen nhw</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>Cadw llun…</translation>
        </message>
        <message>
            <source>Write the map with its rounds as a picture, PNG or SVG</source>
            <translation>Ysgrifennu'r map a'i deithiau fel llun, PNG neu SVG</translation>
        </message>
        <message>
            <source>Export rounds…</source>
            <translation>Allforio teithiau…</translation>
        </message>
        <message>
            <source>Write the rounds to a spreadsheet or a GPS file</source>
            <translation>Ysgrifennu'r teithiau i daenlen neu ffeil GPS</translation>
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
            <source>Cannot go on…</source>
            <translation>Methu parhau…</translation>
        </message>
        <message>
            <source>Hand this person's rounds to the nearest others</source>
            <translation>Rhoi teithiau'r person hwn i'r rhai agosaf</translation>
        </message>
        <message>
            <source>Have them back</source>
            <translation>Eu cael yn ôl</translation>
        </message>
        <message>
            <source>Put somebody who left on the list again</source>
            <translation>Rhoi rhywun a adawodd ar y rhestr eto</translation>
        </message>
        <message>
            <source>Take the round back</source>
            <translation>Cymryd y daith yn ôl</translation>
        </message>
        <message>
            <source>Nobody has this round then; Undo gives it back</source>
            <translation>Nid oes gan neb y daith hon wedyn; mae Dadwneud yn ei rhoi yn ôl</translation>
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
            <source>Read scans…</source>
            <translation>Darllen sganiau…</translation>
        </message>
        <message>
            <source>Read scanned or photographed sheets: PDF, TIFF, JPEG, PNG</source>
            <translation>Darllen taflenni wedi'u sganio neu eu tynnu: PDF, TIFF, JPEG, PNG</translation>
        </message>
        <message>
            <source>Read more scans…</source>
            <translation>Darllen rhagor o sganiau…</translation>
        </message>
        <message>
            <source>Read more scanned or photographed sheets and lay them beside those that wait</source>
            <translation>Darllen rhagor o daflenni wedi'u sganio neu eu tynnu a'u rhoi gyda'r rhai sy'n aros</translation>
        </message>
        <message>
            <source>Take off the heap</source>
            <translation>Tynnu oddi ar y pentwr</translation>
        </message>
        <message>
            <source>Take the shown page off unconfirmed; its sheet can be scanned again or keyed by hand</source>
            <translation>Tynnu'r dudalen a ddangosir heb ei chadarnhau; gellir sganio ei thaflen eto neu ei bysellu â llaw</translation>
        </message>
        <message>
            <source>Confirm scanned page</source>
            <translation>Cadarnhau tudalen wedi'i sganio</translation>
        </message>
        <message>
            <source>Keep the whole scanned page that is shown, once nothing on it is in doubt</source>
            <translation>Cadw'r dudalen gyfan a sganiwyd ac a ddangosir, unwaith nad oes dim arni yn amheus</translation>
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
            <translation>Diwrnod a munudau…</translation>
        </message>
        <message>
            <source>The foot of the sheet: done on, in minutes, leaflets left over</source>
            <translation>Troed y daflen: gwnaed ar, mewn munudau, taflenni gwybodaeth dros ben</translation>
        </message>
        <message>
            <source>Export this list…</source>
            <translation>Allforio'r rhestr hon…</translation>
        </message>
        <message>
            <source>Write what this tab shows to a spreadsheet</source>
            <translation>Ysgrifennu'r hyn a ddangosir ar y tab hwn i daenlen</translation>
        </message>
        <message>
            <source>Copy this list</source>
            <translation>Copïo'r rhestr hon</translation>
        </message>
        <message>
            <source>Put the list on the clipboard, as a spreadsheet takes it</source>
            <translation>Rhoi'r rhestr ar y clipfwrdd, yn barod i daenlen</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Gwnaed</translation>
        </message>
        <message>
            <source>The chosen follow-ups have been seen to</source>
            <translation>Deliwyd â'r camau dilynol a ddewiswyd</translation>
        </message>
        <message>
            <source>Not done after all</source>
            <translation>Heb ei wneud wedi'r cyfan</translation>
        </message>
        <message>
            <source>The chosen follow-ups wait again</source>
            <translation>Mae'r camau dilynol a ddewiswyd yn aros eto</translation>
        </message>
        <message>
            <source>The newest holds</source>
            <translation>Y diweddaraf sy'n sefyll</translation>
        </message>
        <message>
            <source>Let the newest answer hold; the others stay in the history</source>
            <translation>Gadael i'r ateb diweddaraf sefyll; mae'r lleill yn aros yn yr hanes</translation>
        </message>
        <message>
            <source>Copy a reminder</source>
            <translation>Copïo nodyn atgoffa</translation>
        </message>
        <message>
            <source>A message to whoever has these sheets; it names no elector</source>
            <translation>Neges i'r sawl sydd â'r taflenni hyn; nid yw'n enwi unrhyw etholwr</translation>
        </message>
        <message>
            <source>They are back</source>
            <translation>Maen nhw yn ôl</translation>
        </message>
        <message>
            <source>The chosen sheets came back and wait to be keyed</source>
            <translation>Daeth y taflenni a ddewiswyd yn ôl ac maent yn aros i'w mewnbynnu</translation>
        </message>
        <message>
            <source>They are lost</source>
            <translation>Maen nhw ar goll</translation>
        </message>
        <message>
            <source>The chosen sheets will not come back</source>
            <translation>Ni ddaw'r taflenni a ddewiswyd yn ôl</translation>
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
            <source>Walksheets sends nothing anywhere, but for asking a map server for pictures of an area while you have the online map switched on. The register is personal data: keep campaign files on an encrypted disk and destroy them when the election's purpose is done.</source>
            <translation>Nid yw Walksheets yn anfon dim i unman, heblaw gofyn i weinydd mapiau am luniau o ardal tra bo'r map ar-lein ymlaen gennych. Data personol yw'r gofrestr: cadwch ffeiliau ymgyrch ar ddisg wedi'i hamgryptio a'u dinistrio pan fydd diben yr etholiad ar ben.</translation>
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
            <source>Bring it up to date</source>
            <translation>Ei ddiweddaru</translation>
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
        <message numerus="yes">
            <source>“{plan}” is older than the register: %n door(s) came or were left by everybody.</source>
            <translation>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %n drws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %n drws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %n ddrws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %n drws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %n drws wedi cyrraedd neu wedi gwagio.</numerusform>
            </translation>
        </message>
        <message>
            <source>An empty campaign.</source>
            <translation>Ymgyrch wag.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s)</source>
            <translation>
                <numerusform>%Ln drws</numerusform>
                <numerusform>%Ln drws</numerusform>
                <numerusform>%Ln drws</numerusform>
                <numerusform>%Ln drws</numerusform>
                <numerusform>%Ln drws</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln elector(s)</source>
            <translation>
                <numerusform>%Ln etholwr</numerusform>
                <numerusform>%Ln etholwr</numerusform>
                <numerusform>%Ln etholwr</numerusform>
                <numerusform>%Ln etholwr</numerusform>
                <numerusform>%Ln etholwr</numerusform>
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
            <source>From the electoral register and a map to rounds, walk sheets and keyed results. Nothing of the register leaves this computer.</source>
            <translation>O'r gofrestr etholiadol a map i deithiau, taflenni cerdded a chanlyniadau wedi'u mewnbynnu. Nid oes dim o'r gofrestr yn gadael y cyfrifiadur hwn.</translation>
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
            <source>Map of the ward</source>
            <translation>Map o'r ward</translation>
        </message>
        <message>
            <source>Arrows move it, plus and minus zoom. The list beside it does the same work.</source>
            <translation>Mae'r saethau'n ei symud, plws a minws yn chwyddo. Mae'r rhestr wrth ei ochr yn gwneud yr un gwaith.</translation>
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
        <message>
            <source>{server} does not answer, so the map is drawn from the campaign’s own extract. Is this computer on the internet? The server is tried again every minute.</source>
            <translation>Nid yw {server} yn ateb, felly mae'r map wedi'i lunio o ddetholiad yr ymgyrch ei hun. A yw'r cyfrifiadur hwn ar y rhyngrwyd? Rhoddir cynnig arall ar y gweinydd bob munud.</translation>
        </message>
        <message>
            <source>{server} refuses its map (answer {code}), so the map is drawn from the campaign’s own extract. Choose another server in Settings, or switch the online map off.</source>
            <translation>Mae {server} yn gwrthod ei fap (ateb {code}), felly mae'r map wedi'i lunio o ddetholiad yr ymgyrch ei hun. Dewiswch weinydd arall yn y Gosodiadau, neu diffoddwch y map ar-lein.</translation>
        </message>
        <message>
            <source>{server} has a fault of its own (answer {code}), so the map is drawn from the campaign’s own extract. The server is tried again every minute.</source>
            <translation>Mae nam ar {server} ei hun (ateb {code}), felly mae'r map wedi'i lunio o ddetholiad yr ymgyrch ei hun. Rhoddir cynnig arall ar y gweinydd bob munud.</translation>
        </message>
        <message>
            <source>What {server} sent is no picture, so the map is drawn from the campaign’s own extract. Does the network here want you to sign in first?</source>
            <translation>Nid llun yw'r hyn a anfonodd {server}, felly mae'r map wedi'i lunio o ddetholiad yr ymgyrch ei hun. A yw'r rhwydwaith yma am i chi fewngofnodi yn gyntaf?</translation>
        </message>
        <message>
            <source>{server} cannot prove that it is what it says, so nothing was taken from it and the map is drawn from the campaign’s own extract. Does the network here want you to sign in first, and is this computer’s clock right?</source>
            <translation>Ni all {server} brofi mai ef ydyw, felly ni chymerwyd dim ganddo ac mae'r map wedi'i lunio o ddetholiad yr ymgyrch ei hun. A yw'r rhwydwaith yma am i chi fewngofnodi yn gyntaf, ac a yw cloc y cyfrifiadur hwn yn gywir?</translation>
        </message>
        <message>
            <source>This computer lacks what secure connections need (OpenSSL 3, Kerberos), so the map is drawn from the campaign’s own extract. Install these, or switch the online map off.</source>
            <translation>Nid oes gan y cyfrifiadur hwn yr hyn sydd ei angen ar gysylltiadau diogel (OpenSSL 3, Kerberos), felly mae'r map wedi'i lunio o ddetholiad yr ymgyrch ei hun. Gosodwch y rhain, neu diffoddwch y map ar-lein.</translation>
        </message>
        <message>
            <source>{server} has no map of some of this place, so that part is drawn from the campaign’s own extract.</source>
            <translation>Nid oes gan {server} fap o ran o'r lle hwn, felly mae'r rhan honno wedi'i llunio o ddetholiad yr ymgyrch ei hun.</translation>
        </message>
        <message>
            <source>The online map’s address in Settings is not whole, so the map is drawn from the campaign’s own extract. It begins with https:// and has {z}, {x} and {y} in it; put it right, or switch the online map off.</source>
            <translation>Nid yw cyfeiriad y map ar-lein yn y Gosodiadau yn gyfan, felly mae'r map wedi'i lunio o ddetholiad yr ymgyrch ei hun. Mae'n dechrau â https:// ac mae {z}, {x} ac {y} ynddo; cywirwch ef, neu diffoddwch y map ar-lein.</translation>
        </message>
        <message>
            <source>No map yet: import an OpenStreetMap extract of the ward</source>
            <translation>Dim map eto: mewnforiwch ddetholiad OpenStreetMap o'r ward</translation>
        </message>
        <message>
            <source>Dismiss this message</source>
            <translation>Cau'r neges hon</translation>
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
            <source>Show {screen}</source>
            <translation>Dangos {screen}</translation>
        </message>
        <message>
            <source>No campaign was opened yet</source>
            <translation>Ni agorwyd ymgyrch eto</translation>
        </message>
        <message>
            <source>These files belong into a campaign, and none is open; nothing was read. Make or open one, then drop them again.</source>
            <translation>Mae'r ffeiliau hyn yn perthyn i ymgyrch, ac nid oes un ar agor; ni ddarllenwyd dim. Crëwch neu agorwch un, yna gollyngwch nhw eto.</translation>
        </message>
        <message>
            <source>&amp;Show an online map under the rounds</source>
            <translation>&amp;Dangos map ar-lein o dan y teithiau</translation>
        </message>
        <message>
            <source>It fetches pictures of the streets around the ward from {server} over the internet. That server can see which area is looked at; nothing of the register leaves this computer.</source>
            <translation>Mae'n nôl lluniau o'r strydoedd o amgylch y ward o {server} dros y rhyngrwyd. Gall y gweinydd hwnnw weld pa ardal yr edrychir arni; nid oes dim o'r gofrestr yn gadael y cyfrifiadur hwn.</translation>
        </message>
        <message>
            <source>Server's &amp;address</source>
            <translation>&amp;Cyfeiriad y gweinydd</translation>
        </message>
        <message>
            <source>&amp;Whose map it is</source>
            <translation>&amp;Map pwy ydyw</translation>
        </message>
        <message>
            <source>No map comes from this address: it begins with https:// and has {z}, {x} and {y} in it, once each.</source>
            <translation>Nid oes map yn dod o'r cyfeiriad hwn: mae'n dechrau â https:// ac mae {z}, {x} ac {y} ynddo, unwaith yr un.</translation>
        </message>
        <message>
            <source>Empty fields are OpenStreetMap’s own. Whose map it is stands on the map and on saved pictures.</source>
            <translation>Meysydd gwag yw rhai OpenStreetMap ei hun. Mae enw perchennog y map yn sefyll ar y map ac ar luniau a gedwir.</translation>
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
            <source>Register of electors</source>
            <translation>Cofrestr etholwyr</translation>
        </message>
        <message>
            <source>Register alterations</source>
            <translation>Newidiadau i'r gofrestr</translation>
        </message>
        <message>
            <source>Address list</source>
            <translation>Rhestr gyfeiriadau</translation>
        </message>
        <message>
            <source>Absent voters</source>
            <translation>Pleidleiswyr absennol</translation>
        </message>
        <message>
            <source>Map extract (OpenStreetMap)</source>
            <translation>Detholiad o fap (OpenStreetMap)</translation>
        </message>
        <message>
            <source>Postcodes and their places</source>
            <translation>Codau post a'u lleoliadau</translation>
        </message>
        <message>
            <source>UPRNs and their places</source>
            <translation>UPRNau a'u lleoliadau</translation>
        </message>
        <message>
            <source>Ward or district boundaries</source>
            <translation>Ffiniau ward neu ddosbarth</translation>
        </message>
        <message>
            <source>Rounds, as exported</source>
            <translation>Teithiau, fel yr allforiwyd</translation>
        </message>
        <message>
            <source>Results, as exported</source>
            <translation>Canlyniadau, fel yr allforiwyd</translation>
        </message>
        <message>
            <source>Doors, as exported</source>
            <translation>Drysau, fel yr allforiwyd</translation>
        </message>
        <message>
            <source>Electors, as exported</source>
            <translation>Etholwyr, fel yr allforiwyd</translation>
        </message>
        <message>
            <source>polling district letters (prefix)</source>
            <translation>llythrennau dosbarth pleidleisio (rhagddodiad)</translation>
        </message>
        <message>
            <source>elector number</source>
            <translation>rhif etholwr</translation>
        </message>
        <message>
            <source>elector number suffix</source>
            <translation>ôl-ddodiad rhif etholwr</translation>
        </message>
        <message>
            <source>whole elector number (LV1-12/1)</source>
            <translation>rhif etholwr cyfan (LV1-12/1)</translation>
        </message>
        <message>
            <source>title</source>
            <translation>teitl</translation>
        </message>
        <message>
            <source>surname</source>
            <translation>cyfenw</translation>
        </message>
        <message>
            <source>forenames</source>
            <translation>enwau cyntaf</translation>
        </message>
        <message>
            <source>middle names</source>
            <translation>enwau canol</translation>
        </message>
        <message>
            <source>initials</source>
            <translation>blaenlythrennau</translation>
        </message>
        <message>
            <source>whole name</source>
            <translation>enw llawn</translation>
        </message>
        <message>
            <source>markers</source>
            <translation>marcwyr</translation>
        </message>
        <message>
            <source>date of 18th birthday</source>
            <translation>dyddiad pen-blwydd yn 18 oed</translation>
        </message>
        <message>
            <source>not on the open register</source>
            <translation>ddim ar y gofrestr agored</translation>
        </message>
        <message>
            <source>flat</source>
            <translation>fflat</translation>
        </message>
        <message>
            <source>house number or name</source>
            <translation>rhif neu enw'r tŷ</translation>
        </message>
        <message>
            <source>street</source>
            <translation>stryd</translation>
        </message>
        <message>
            <source>town</source>
            <translation>tref</translation>
        </message>
        <message>
            <source>postcode</source>
            <translation>cod post</translation>
        </message>
        <message>
            <source>polling district</source>
            <translation>dosbarth pleidleisio</translation>
        </message>
        <message>
            <source>ward</source>
            <translation>ward</translation>
        </message>
        <message>
            <source>UPRN</source>
            <translation>UPRN</translation>
        </message>
        <message>
            <source>latitude</source>
            <translation>lledred</translation>
        </message>
        <message>
            <source>longitude</source>
            <translation>hydred</translation>
        </message>
        <message>
            <source>easting (British grid)</source>
            <translation>dwyreiniad (grid Prydain)</translation>
        </message>
        <message>
            <source>northing (British grid)</source>
            <translation>gogleddiad (grid Prydain)</translation>
        </message>
        <message>
            <source>kind of alteration</source>
            <translation>math o newid</translation>
        </message>
        <message>
            <source>kind of absent vote</source>
            <translation>math o bleidlais absennol</translation>
        </message>
        <message>
            <source>e-mail</source>
            <translation>e-bost</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>ffôn</translation>
        </message>
        <message>
            <source>what they do</source>
            <translation>beth maen nhw'n ei wneud</translation>
        </message>
        <message>
            <source>when available</source>
            <translation>pryd ar gael</translation>
        </message>
        <message>
            <source>most letterboxes</source>
            <translation>uchafswm blychau llythyrau</translation>
        </message>
        <message>
            <source>experience</source>
            <translation>profiad</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>nodiadau</translation>
        </message>
        <message>
            <source>placed by hand</source>
            <translation>lleolwyd â llaw</translation>
        </message>
        <message>
            <source>placed by its UPRN</source>
            <translation>lleolwyd drwy ei UPRN</translation>
        </message>
        <message>
            <source>placed by its own coordinate</source>
            <translation>lleolwyd drwy ei gyfesuryn ei hun</translation>
        </message>
        <message>
            <source>placed by the map's address</source>
            <translation>lleolwyd drwy gyfeiriad y map</translation>
        </message>
        <message>
            <source>place guessed on its street</source>
            <translation>lleoliad wedi'i ddyfalu ar ei stryd</translation>
        </message>
        <message>
            <source>placed by its postcode only</source>
            <translation>lleolwyd drwy ei god post yn unig</translation>
        </message>
        <message>
            <source>not on the map</source>
            <translation>ddim ar y map</translation>
        </message>
        <message>
            <source>address line {n}</source>
            <translation>llinell gyfeiriad {n}</translation>
        </message>
        <message>
            <source>{plan}, sheet {sheet} line {line} · on it as {number} · keyed by {who}</source>
            <translation>{plan}, taflen {sheet} llinell {line} · arni fel {number} · mewnbynnwyd gan {who}</translation>
        </message>
        <message>
            <source>a note</source>
            <translation>nodyn</translation>
        </message>
        <message>
            <source>given another number</source>
            <translation>cafodd rif arall</translation>
        </message>
        <message>
            <source>no door</source>
            <translation>dim drws</translation>
        </message>
        <message>
            <source>{what} (corrected since)</source>
            <translation>{what} (cywirwyd ers hynny)</translation>
        </message>
        <message>
            <source>left the register</source>
            <translation>gadawodd y gofrestr</translation>
        </message>
        <message>
            <source>back on the register</source>
            <translation>yn ôl ar y gofrestr</translation>
        </message>
        <message>
            <source>no longer an absent voter</source>
            <translation>ddim yn bleidleisiwr absennol mwyach</translation>
        </message>
        <message>
            <source>flagged {flag}</source>
            <translation>nodwyd {flag}</translation>
        </message>
        <message>
            <source>no longer flagged {flag}</source>
            <translation>ni nodir {flag} mwyach</translation>
        </message>
        <message>
            <source>came on to the register</source>
            <translation>daeth ar y gofrestr</translation>
        </message>
        <message>
            <source>name was {name}</source>
            <translation>yr enw oedd {name}</translation>
        </message>
        <message>
            <source>moved from {where}</source>
            <translation>symudodd o {where}</translation>
        </message>
        <message>
            <source>marker {now}, was {before}</source>
            <translation>marciwr {now}, {before} gynt</translation>
        </message>
        <message>
            <source>votes: {how}</source>
            <translation>yn pleidleisio: {how}</translation>
        </message>
        <message>
            <source>Nobody on the register lives here.</source>
            <translation>Nid oes neb ar y gofrestr yn byw yma.</translation>
        </message>
        <message>
            <source>Nothing was heard yet.</source>
            <translation>Ni chlywyd dim eto.</translation>
        </message>
        <message>
            <source>Household</source>
            <translation>Aelwyd</translation>
        </message>
        <message>
            <source>No door to call at. Counted, and never on a sheet.</source>
            <translation>Dim drws i alw wrtho. Fe'i cyfrifir, ac nid yw byth ar daflen.</translation>
        </message>
        <message>
            <source>Left off every sheet printed from now on</source>
            <translation>Gadewir oddi ar bob taflen a argreffir o hyn ymlaen</translation>
        </message>
        <message>
            <source>Note: entrance at the rear, dog…</source>
            <translation>Nodyn: mynedfa yn y cefn, ci…</translation>
        </message>
        <message>
            <source>Note for the walker</source>
            <translation>Nodyn i'r cerddwr</translation>
        </message>
        <message>
            <source>Place on map</source>
            <translation>Rhoi ar y map</translation>
        </message>
        <message>
            <source>Choose an elector to see the household, what was heard of them, and what the walker must know.</source>
            <translation>Dewiswch etholwr i weld yr aelwyd, beth a glywyd ganddynt, a beth y mae'n rhaid i'r cerddwr ei wybod.</translation>
        </message>
        <message>
            <source>Click on the map where this door is</source>
            <translation>Cliciwch ar y map lle mae'r drws hwn</translation>
        </message>
        <message>
            <source>(no name)</source>
            <translation>(dim enw)</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Rhif</translation>
        </message>
        <message>
            <source>What was heard, and each register</source>
            <translation>Beth a glywyd, a phob cofrestr</translation>
        </message>
        <message>
            <source>No door</source>
            <translation>Dim drws</translation>
        </message>
        <message>
            <source>polling district {district}</source>
            <translation>dosbarth pleidleisio {district}</translation>
        </message>
        <message>
            <source>left the register {day}</source>
            <translation>gadawodd y gofrestr {day}</translation>
        </message>
        <message>
            <source>markers {markers}</source>
            <translation>marcwyr {markers}</translation>
        </message>
        <message>
            <source>18 on {day}</source>
            <translation>18 oed ar {day}</translation>
        </message>
        <message>
            <source>Files to import</source>
            <translation>Ffeiliau i'w mewnforio</translation>
        </message>
        <message>
            <source>added</source>
            <translation>ychwanegwyd</translation>
        </message>
        <message>
            <source>gone</source>
            <translation>wedi mynd</translation>
        </message>
        <message>
            <source>moved</source>
            <translation>symudwyd</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>newidiwyd</translation>
        </message>
        <message>
            <source>Some of the electors it changes</source>
            <translation>Rhai o'r etholwyr y mae'n eu newid</translation>
        </message>
        <message>
            <source>Read the files as</source>
            <translation>Darllen y ffeiliau fel</translation>
        </message>
        <message>
            <source>what their content says</source>
            <translation>yr hyn a ddywed eu cynnwys</translation>
        </message>
        <message>
            <source>Mapping kept before</source>
            <translation>Mapio a gadwyd o'r blaen</translation>
        </message>
        <message>
            <source>recognised</source>
            <translation>adnabuwyd</translation>
        </message>
        <message>
            <source>What the import will do</source>
            <translation>Beth fydd y mewnforio'n ei wneud</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Canslo</translation>
        </message>
        <message>
            <source>This is what it will do. Nothing is kept until you press Import.</source>
            <translation>Dyma fydd yn ei wneud. Ni chedwir dim nes i chi bwyso Mewnforio.</translation>
        </message>
        <message>
            <source>Stopped; nothing was kept.</source>
            <translation>Ataliwyd; ni chadwyd dim.</translation>
        </message>
        <message>
            <source>Save the list</source>
            <translation>Cadw'r rhestr</translation>
        </message>
        <message>
            <source>not understood.csv</source>
            <translation>heb ei ddeall.csv</translation>
        </message>
        <message>
            <source>What it will do</source>
            <translation>Beth fydd yn ei wneud</translation>
        </message>
        <message>
            <source>Columns and first rows</source>
            <translation>Colofnau a'r rhesi cyntaf</translation>
        </message>
        <message>
            <source>Not understood</source>
            <translation>Heb ei ddeall</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>Gadael allan</translation>
        </message>
        <message>
            <source>No file is left. Add one, or drop it here.</source>
            <translation>Nid oes ffeil ar ôl. Ychwanegwch un, neu gollyngwch hi yma.</translation>
        </message>
        <message>
            <source>These files bring nothing new; there is nothing to import.</source>
            <translation>Nid yw'r ffeiliau hyn yn dod â dim newydd; nid oes dim i'w fewnforio.</translation>
        </message>
        <message>
            <source>{file} could not be written ({why}); choose another folder.</source>
            <translation>Nid oedd modd ysgrifennu {file} ({why}); dewiswch ffolder arall.</translation>
        </message>
        <message>
            <source>Leave the chosen file out (Del)</source>
            <translation>Gadael y ffeil a ddewiswyd allan (Del)</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Ffeil</translation>
        </message>
        <message>
            <source>Taken for</source>
            <translation>Cymerwyd fel</translation>
        </message>
        <message>
            <source>Layout</source>
            <translation>Cynllun y ffeil</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Newydd</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Newidiwyd</translation>
        </message>
        <message>
            <source>Same</source>
            <translation>Yr un fath</translation>
        </message>
        <message>
            <source>Gone</source>
            <translation>Wedi mynd</translation>
        </message>
        <message>
            <source>For example</source>
            <translation>Er enghraifft</translation>
        </message>
        <message>
            <source>Elector</source>
            <translation>Etholwr</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Nawr</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Wedyn</translation>
        </message>
        <message>
            <source> · about {n} s left</source>
            <translation> · tua {n} eiliad ar ôl</translation>
        </message>
        <message>
            <source>Looking at the files…</source>
            <translation>Yn edrych ar y ffeiliau…</translation>
        </message>
        <message>
            <source>Not understood ({n})</source>
            <translation>Heb ei ddeall ({n})</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) were not understood and stay out.</source>
            <translation>
                <numerusform>Ni ddeallwyd %n rhes ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %n rhes ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %n res ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %n rhes ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %n rhes ac maent yn aros allan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Read them as</source>
            <translation>Eu darllen fel</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Colofnau</translation>
        </message>
        <message>
            <source>Add files…</source>
            <translation>Ychwanegu ffeiliau…</translation>
        </message>
        <message>
            <source>Look at the files</source>
            <translation>Edrych ar y ffeiliau</translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>Yn mewnforio…</translation>
        </message>
        <message>
            <source>nothing to take in</source>
            <translation>dim i'w dderbyn</translation>
        </message>
        <message>
            <source>The files could not be read because of a mistake of ours; nothing was kept.</source>
            <translation>Nid oedd modd darllen y ffeiliau oherwydd camgymeriad ar ein rhan ni; ni chadwyd dim.</translation>
        </message>
        <message>
            <source>new</source>
            <translation>newydd</translation>
        </message>
        <message>
            <source>same</source>
            <translation>yr un fath</translation>
        </message>
        <message>
            <source>Doors on the map</source>
            <translation>Drysau ar y map</translation>
        </message>
        <message>
            <source>columns not taken in: {columns}</source>
            <translation>colofnau nas derbyniwyd: {columns}</translation>
        </message>
        <message>
            <source>What the column is</source>
            <translation>Beth yw'r golofn</translation>
        </message>
        <message>
            <source>not taken in</source>
            <translation>nas derbyniwyd</translation>
        </message>
        <message>
            <source>Columns of the file</source>
            <translation>Colofnau'r ffeil</translation>
        </message>
        <message>
            <source>First rows of the file</source>
            <translation>Rhesi cyntaf y ffeil</translation>
        </message>
        <message>
            <source>Rows of the file</source>
            <translation>Rhesi'r ffeil</translation>
        </message>
        <message>
            <source>Keep this mapping…</source>
            <translation>Cadw'r mapio hwn…</translation>
        </message>
        <message>
            <source>How the letters are written</source>
            <translation>Sut yr ysgrifennir y llythrennau</translation>
        </message>
        <message>
            <source>as they seem</source>
            <translation>fel yr ymddangosant</translation>
        </message>
        <message>
            <source>Some words by which one sees whether the letters are right</source>
            <translation>Rhai geiriau sy'n dangos a yw'r llythrennau'n gywir</translation>
        </message>
        <message>
            <source>Keep this mapping</source>
            <translation>Cadw'r mapio hwn</translation>
        </message>
        <message>
            <source>Name, such as the council's:</source>
            <translation>Enw, megis enw'r cyngor:</translation>
        </message>
        <message>
            <source>Files like this one are known from then on</source>
            <translation>Adnabyddir ffeiliau fel hon o hynny ymlaen</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Llythrennau</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>anhysbys</translation>
        </message>
        <message>
            <source>only plain letters in the first rows</source>
            <translation>dim ond llythrennau plaen yn y rhesi cyntaf</translation>
        </message>
        <message>
            <source>is</source>
            <translation>yw</translation>
        </message>
        <message>
            <source>Column in the file</source>
            <translation>Colofn yn y ffeil</translation>
        </message>
        <message>
            <source>Is</source>
            <translation>Yw</translation>
        </message>
        <message>
            <source>column {n}</source>
            <translation>colofn {n}</translation>
        </message>
        <message>
            <source>First rows, as they stand in the file; a column in colour is taken in:</source>
            <translation>Y rhesi cyntaf, fel y maent yn y ffeil; derbynnir colofn mewn lliw:</translation>
        </message>
        <message>
            <source>header in row {n}</source>
            <translation>pennawd yn rhes {n}</translation>
        </message>
        <message>
            <source>as they seem: {name}</source>
            <translation>fel yr ymddangosant: {name}</translation>
        </message>
        <message>
            <source>Enter or double click to choose</source>
            <translation>Enter neu glic dwbl i ddewis</translation>
        </message>
        <message>
            <source>Set a flag</source>
            <translation>Gosod nod</translation>
        </message>
        <message>
            <source>Change a door</source>
            <translation>Newid drws</translation>
        </message>
        <message>
            <source>Every row was understood.</source>
            <translation>Deallwyd pob rhes.</translation>
        </message>
        <message>
            <source>Choose a row above to see it whole, and put it right here.</source>
            <translation>Dewiswch res uchod i'w gweld yn gyfan, a'i chywiro yma.</translation>
        </message>
        <message>
            <source>The chosen row</source>
            <translation>Y rhes a ddewiswyd</translation>
        </message>
        <message>
            <source>Leave these rows out</source>
            <translation>Gadael y rhesi hyn allan</translation>
        </message>
        <message>
            <source>Save this list…</source>
            <translation>Cadw'r rhestr hon…</translation>
        </message>
        <message>
            <source>Put a row right, or leave it out; everything else is taken in.</source>
            <translation>Cywirwch res, neu ei gadael allan; derbynnir popeth arall.</translation>
        </message>
        <message>
            <source>The chosen rows stay out (Del)</source>
            <translation>Mae'r rhesi a ddewiswyd yn aros allan (Del)</translation>
        </message>
        <message>
            <source>As a spreadsheet, to be mended or sent back</source>
            <translation>Fel taenlen, i'w chywiro neu ei hanfon yn ôl</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>Rhes</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>Colofn</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Gwerth</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Pam</translation>
        </message>
        <message>
            <source>Column of the file</source>
            <translation>Colofn y ffeil</translation>
        </message>
        <message>
            <source>In this row (Enter or double click to put it right)</source>
            <translation>Yn y rhes hon (Enter neu glic dwbl i'w chywiro)</translation>
        </message>
        <message>
            <source>Name, street, postcode or number (Ctrl+F)</source>
            <translation>Enw, stryd, cod post neu rif (Ctrl+F)</translation>
        </message>
        <message>
            <source>Search electors</source>
            <translation>Chwilio etholwyr</translation>
        </message>
        <message>
            <source>also those who left</source>
            <translation>hefyd y rhai a adawodd</translation>
        </message>
        <message>
            <source>These doors are in the round of their street until you say where they are.</source>
            <translation>Mae'r drysau hyn yn nhaith eu stryd nes i chi ddweud lle maen nhw.</translation>
        </message>
        <message>
            <source>Electors</source>
            <translation>Etholwyr</translation>
        </message>
        <message>
            <source>Doors not placed</source>
            <translation>Drysau heb eu lleoli</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>Mewnforion</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Mewnforio…</translation>
        </message>
        <message>
            <source>No register yet</source>
            <translation>Dim cofrestr eto</translation>
        </message>
        <message>
            <source>Drop the council's file anywhere on this window: the register in any layout, a map extract, postcodes, absent voters, an address list. You see what it will do before anything is kept.</source>
            <translation>Gollyngwch ffeil y cyngor unrhyw le ar y ffenestr hon: y gofrestr mewn unrhyw gynllun, detholiad o fap, codau post, pleidleiswyr absennol, rhestr gyfeiriadau. Fe welwch beth fydd yn ei wneud cyn cadw dim.</translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n wedi'u canfod</numerusform>
                <numerusform>%n wedi'u canfod</numerusform>
                <numerusform>%n wedi'u canfod</numerusform>
                <numerusform>%n wedi'u canfod</numerusform>
                <numerusform>%n wedi'u canfod</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody found</source>
            <translation>ni chanfuwyd neb</translation>
        </message>
        <message>
            <source>Click on the map where it is (Enter)</source>
            <translation>Cliciwch ar y map lle mae (Enter)</translation>
        </message>
        <message>
            <source>Or drop files anywhere on the window (Ctrl+I)</source>
            <translation>Neu gollyngwch ffeiliau unrhyw le ar y ffenestr (Ctrl+I)</translation>
        </message>
        <message>
            <source>Doors not placed ({n})</source>
            <translation>Drysau heb eu lleoli ({n})</translation>
        </message>
        <message>
            <source>first {n} shown, type more</source>
            <translation>dangosir y {n} cyntaf, teipiwch fwy</translation>
        </message>
        <message>
            <source>{electors} electors at {doors} doors</source>
            <translation>{electors} etholwr wrth {doors} drws</translation>
        </message>
        <message>
            <source>{n} streets</source>
            <translation>{n} stryd</translation>
        </message>
        <message>
            <source>{n} postal or proxy</source>
            <translation>{n} drwy'r post neu ddirprwy</translation>
        </message>
        <message>
            <source>{n} without a door</source>
            <translation>{n} heb ddrws</translation>
        </message>
        <message>
            <source>Not understood in the chosen import:</source>
            <translation>Heb ei ddeall yn y mewnforiad a ddewiswyd:</translation>
        </message>
        <message>
            <source>Nobody on the register has all of these words. Take one away, or look among those who left too.</source>
            <translation>Nid oes gan neb ar y gofrestr yr holl eiriau hyn. Tynnwch un, neu edrychwch ymysg y rhai a adawodd hefyd.</translation>
        </message>
        <message>
            <source>Every door has its place on the map.</source>
            <translation>Mae gan bob drws ei le ar y map.</translation>
        </message>
        <message>
            <source>Nothing was imported yet.</source>
            <translation>Ni fewnforiwyd dim eto.</translation>
        </message>
        <message>
            <source>Every row of this import was understood.</source>
            <translation>Deallwyd pob rhes o'r mewnforiad hwn.</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Cyfenw</translation>
        </message>
        <message>
            <source>Forenames</source>
            <translation>Enwau cyntaf</translation>
        </message>
        <message>
            <source>Door</source>
            <translation>Drws</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>Cod post</translation>
        </message>
        <message>
            <source>Marks</source>
            <translation>Marciau</translation>
        </message>
        <message>
            <source>District</source>
            <translation>Dosbarth</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Lleoliad</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Math</translation>
        </message>
        <message>
            <source>What it did</source>
            <translation>Beth wnaeth</translation>
        </message>
        <message>
            <source>left {day}</source>
            <translation>gadawodd {day}</translation>
        </message>
        <message>
            <source>Doors by how far they have come</source>
            <translation>Drysau yn ôl pa mor bell y maent wedi dod</translation>
        </message>
        <message>
            <source>done</source>
            <translation>gwnaed</translation>
        </message>
        <message>
            <source>on no sheet</source>
            <translation>ddim ar daflen</translation>
        </message>
        <message>
            <source>on paper, not keyed</source>
            <translation>ar bapur, heb ei fewnbynnu</translation>
        </message>
        <message>
            <source>nobody reached</source>
            <translation>ni chafwyd gafael ar neb</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>gadawyd allan</translation>
        </message>
        <message>
            <source>One plan at a time</source>
            <translation>Un cynllun ar y tro</translation>
        </message>
        <message>
            <source>The map shows how far the doors of one plan have come. Choose a plan above.</source>
            <translation>Mae'r map yn dangos pa mor bell y mae drysau un cynllun wedi dod. Dewiswch gynllun uchod.</translation>
        </message>
        <message>
            <source>Doors</source>
            <translation>Drysau</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>Copïo'r llun</translation>
        </message>
        <message>
            <source>{done:,} of {all:,} doors done: {share:.0%}</source>
            <translation>{done:,} o {all:,} drws wedi'u gwneud: {share:.0%}</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>dosbarthwyd</translation>
        </message>
        <message>
            <source>spoken to</source>
            <translation>siaradwyd â nhw</translation>
        </message>
        <message>
            <source>Electors called on, by day</source>
            <translation>Etholwyr y galwyd arnynt, fesul diwrnod</translation>
        </message>
        <message>
            <source>Coloured: spoken to. Grey: called on, not spoken to. Days with leaflets only count letterboxes.</source>
            <translation>Mewn lliw: siaradwyd â nhw. Llwyd: galwyd, ni siaradwyd. Ar ddiwrnodau taflenni gwybodaeth yn unig cyfrifir blychau llythyrau.</translation>
        </message>
        <message>
            <source>{spoken} of {called} · {rate:.0%}</source>
            <translation>{spoken} o {called} · {rate:.0%}</translation>
        </message>
        <message>
            <source>Called on, by day</source>
            <translation>Galwyd arnynt, fesul diwrnod</translation>
        </message>
        <message>
            <source>The chart shows the last {most} days; the list has all.</source>
            <translation>Mae'r siart yn dangos y {most} diwrnod diwethaf; mae'r cyfan yn y rhestr.</translation>
        </message>
        <message>
            <source>{n:,} letterboxes</source>
            <translation>{n:,} blwch llythyrau</translation>
        </message>
        <message>
            <source>Rounds: a row a door, in walking order</source>
            <translation>Teithiau: rhes i bob drws, yn nhrefn cerdded</translation>
        </message>
        <message>
            <source>Doors with their places</source>
            <translation>Drysau gyda'u lleoliad</translation>
        </message>
        <message>
            <source>Doors by post or to nobody, with addresses</source>
            <translation>Drysau drwy'r post neu i neb, gyda chyfeiriadau</translation>
        </message>
        <message>
            <source>Results as keyed</source>
            <translation>Canlyniadau fel y'u mewnbynnwyd</translation>
        </message>
        <message>
            <source>Progress: a row a round</source>
            <translation>Cynnydd: rhes i bob taith</translation>
        </message>
        <message>
            <source>Spreadsheet (.xlsx)</source>
            <translation>Taenlen (.xlsx)</translation>
        </message>
        <message>
            <source>Comma-separated (.csv)</source>
            <translation>Gwerthoedd â choma (.csv)</translation>
        </message>
        <message>
            <source>Map layer (.geojson)</source>
            <translation>Haen fap (.geojson)</translation>
        </message>
        <message>
            <source>GPS tracks (.gpx)</source>
            <translation>Llwybrau GPS (.gpx)</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Allforio</translation>
        </message>
        <message>
            <source>All plans</source>
            <translation>Pob cynllun</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Allforio…</translation>
        </message>
        <message>
            <source>Export to file</source>
            <translation>Allforio i ffeil</translation>
        </message>
        <message>
            <source>&amp;What</source>
            <translation>&amp;Beth</translation>
        </message>
        <message>
            <source>Of &amp;plan</source>
            <translation>O'r &amp;cynllun</translation>
        </message>
        <message>
            <source>&amp;As</source>
            <translation>&amp;Fel</translation>
        </message>
        <message>
            <source>This file will hold personal data: keep it on an encrypted disk.</source>
            <translation>Bydd data personol yn y ffeil hon: cadwch hi ar ddisg wedi'i hamgryptio.</translation>
        </message>
        <message>
            <source>Evenings</source>
            <translation>Nosweithiau</translation>
        </message>
        <message>
            <source>Sheets missing</source>
            <translation>Taflenni ar goll</translation>
        </message>
        <message>
            <source>Other papers</source>
            <translation>Papurau eraill</translation>
        </message>
        <message>
            <source>Knocked twice</source>
            <translation>Cnociwyd ddwywaith</translation>
        </message>
        <message>
            <source>Different answers</source>
            <translation>Atebion gwahanol</translation>
        </message>
        <message>
            <source>Deliveries</source>
            <translation>Dosbarthiadau</translation>
        </message>
        <message>
            <source>Follow-ups</source>
            <translation>Camau dilynol</translation>
        </message>
        <message>
            <source>No evening yet</source>
            <translation>Dim noson eto</translation>
        </message>
        <message>
            <source>Each day that somebody was out stands here once its sheets are keyed.</source>
            <translation>Mae pob diwrnod y bu rhywun allan i'w weld yma unwaith y mewnbynnir ei daflenni.</translation>
        </message>
        <message>
            <source>No sheet is missing</source>
            <translation>Nid oes taflen ar goll</translation>
        </message>
        <message>
            <source>Sheets that were printed and have not come back stand here, with whom and for how long.</source>
            <translation>Mae taflenni a argraffwyd ac na ddaeth yn ôl i'w gweld yma, gyda phwy ac ers faint.</translation>
        </message>
        <message>
            <source>No other paper yet</source>
            <translation>Dim papur arall eto</translation>
        </message>
        <message>
            <source>Pads, knock-up sheets, lists and covers stand here once they are printed: how many are out, back, lost.</source>
            <translation>Mae padiau, taflenni atgoffa i bleidleisio, rhestrau a chloriau yn ymddangos yma ar ôl eu hargraffu: faint sydd allan, yn ôl neu ar goll.</translation>
        </message>
        <message>
            <source>No door was knocked twice</source>
            <translation>Ni chnociwyd ar unrhyw ddrws ddwywaith</translation>
        </message>
        <message>
            <source>Doors that were called on from two sheets stand here; keyed late, the same street is walked again.</source>
            <translation>Mae drysau y galwyd arnynt o ddwy daflen i'w gweld yma; o fewnbynnu'n hwyr, cerddir yr un stryd eto.</translation>
        </message>
        <message>
            <source>Nobody gave two answers</source>
            <translation>Ni roddodd neb ddau ateb</translation>
        </message>
        <message>
            <source>When two sheets say different things of one elector, both stand here and one key settles which holds.</source>
            <translation>Pan fydd dwy daflen yn dweud pethau gwahanol am un etholwr, mae'r ddau yma ac un bysell sy'n penderfynu pa un sy'n sefyll.</translation>
        </message>
        <message>
            <source>No leaflet sheets yet</source>
            <translation>Dim taflenni dosbarthu eto</translation>
        </message>
        <message>
            <source>Each leaflet in each round stands here: by whom, on which day, how many letterboxes, how many minutes.</source>
            <translation>Mae pob taflen wybodaeth ym mhob taith i'w gweld yma: gan bwy, ar ba ddiwrnod, faint o flychau llythyrau, faint o funudau.</translation>
        </message>
        <message>
            <source>Nothing to follow up</source>
            <translation>Dim i'w ddilyn</translation>
        </message>
        <message>
            <source>Posters, lifts and postal-vote forms promised at the doors stand here until somebody has seen to them.</source>
            <translation>Mae posteri, lifftiau a ffurflenni pleidlais bost a addawyd wrth y drysau i'w gweld yma nes bod rhywun wedi delio â nhw.</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Diwrnod</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Llinellau</translation>
        </message>
        <message>
            <source>Called on</source>
            <translation>Galwyd arnynt</translation>
        </message>
        <message>
            <source>Spoken to</source>
            <translation>Siaradwyd â nhw</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Cyswllt</translation>
        </message>
        <message>
            <source>Leaflets</source>
            <translation>Taflenni gwybodaeth</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Diwrnodau</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Ffôn</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Cynllun</translation>
        </message>
        <message>
            <source>Round</source>
            <translation>Taith</translation>
        </message>
        <message>
            <source>Sheets</source>
            <translation>Taflenni</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Ers</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Papur</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Tudalennau</translation>
        </message>
        <message>
            <source>Not handed out</source>
            <translation>Heb eu rhoi allan</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>Allan</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Yn ôl</translation>
        </message>
        <message>
            <source>Scanned</source>
            <translation>Wedi'u sganio</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Ar goll</translation>
        </message>
        <message>
            <source>Destroyed</source>
            <translation>Dinistriwyd</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Gwaith</translation>
        </message>
        <message>
            <source>When, on which sheet, what was heard</source>
            <translation>Pryd, ar ba daflen, beth a glywyd</translation>
        </message>
        <message>
            <source>Elector or door</source>
            <translation>Etholwr neu ddrws</translation>
        </message>
        <message>
            <source>What was heard, the newest first</source>
            <translation>Beth a glywyd, y diweddaraf yn gyntaf</translation>
        </message>
        <message>
            <source>Leaflet</source>
            <translation>Taflen wybodaeth</translation>
        </message>
        <message>
            <source>Deliverer</source>
            <translation>Dosbarthwr</translation>
        </message>
        <message>
            <source>Boxes</source>
            <translation>Blychau</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Gadawyd allan</translation>
        </message>
        <message>
            <source>To go</source>
            <translation>Ar ôl</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>Dros ben</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Munudau</translation>
        </message>
        <message>
            <source>Sec. each</source>
            <translation>Eil. yr un</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Cyfeiriad</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Canlyniad</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nodyn</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>Gofynnwyd</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>Taflen</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Cyflwr</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>neb</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>ddim eto</translation>
        </message>
        <message>
            <source>waits</source>
            <translation>yn aros</translation>
        </message>
        <message>
            <source>done by {who}</source>
            <translation>gwnaed gan {who}</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copïo</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Cadw…</translation>
        </message>
        <message>
            <source>Progress by round</source>
            <translation>Cynnydd fesul taith</translation>
        </message>
        <message>
            <source>not printed</source>
            <translation>heb ei hargraffu</translation>
        </message>
        <message>
            <source>printed</source>
            <translation>argraffwyd</translation>
        </message>
        <message>
            <source>out</source>
            <translation>allan</translation>
        </message>
        <message>
            <source>back</source>
            <translation>yn ôl</translation>
        </message>
        <message>
            <source>keyed</source>
            <translation>mewnbynnwyd</translation>
        </message>
        <message>
            <source>Rounds by state</source>
            <translation>Teithiau yn ôl cyflwr</translation>
        </message>
        <message>
            <source>Results by code</source>
            <translation>Canlyniadau yn ôl cod</translation>
        </message>
        <message>
            <source>Nothing is keyed yet. Key in what comes back, and the results stand here.</source>
            <translation>Nid oes dim wedi'i fewnbynnu eto. Mewnbynnwch yr hyn a ddaw yn ôl, a bydd y canlyniadau yma.</translation>
        </message>
        <message>
            <source>Copy this chart, as a picture and as numbers</source>
            <translation>Copïo'r siart hon, fel llun ac fel rhifau</translation>
        </message>
        <message>
            <source>Save this chart as a picture</source>
            <translation>Cadw'r siart hon fel llun</translation>
        </message>
        <message>
            <source>Copy {chart}</source>
            <translation>Copïo {chart}</translation>
        </message>
        <message>
            <source>Save {chart}</source>
            <translation>Cadw {chart}</translation>
        </message>
        <message>
            <source>Keyed</source>
            <translation>Mewnbynnwyd</translation>
        </message>
        <message>
            <source>{keyed} of {all}</source>
            <translation>{keyed} o {all}</translation>
        </message>
        <message>
            <source>{out} out, {back} back, {keyed} keyed, {lost} lost</source>
            <translation>{out} allan, {back} yn ôl, {keyed} wedi'u mewnbynnu, {lost} ar goll</translation>
        </message>
        <message>
            <source>Could you bring these sheets back, walked or not?</source>
            <translation>Allech chi ddod â'r taflenni hyn yn ôl, wedi'u cerdded neu beidio?</translation>
        </message>
        <message>
            <source>there</source>
            <translation>yno</translation>
        </message>
        <message>
            <source>Settle</source>
            <translation>Penderfynu</translation>
        </message>
        <message>
            <source>of the lines keyed</source>
            <translation>o'r llinellau wedi'u mewnbynnu</translation>
        </message>
        <message>
            <source>contact rate</source>
            <translation>cyfradd gyswllt</translation>
        </message>
        <message>
            <source>called on</source>
            <translation>galwyd arnynt</translation>
        </message>
        <message>
            <source>sheets printed</source>
            <translation>taflenni a argraffwyd</translation>
        </message>
        <message>
            <source>sheets not back</source>
            <translation>taflenni heb ddod yn ôl</translation>
        </message>
        <message>
            <source>{plan}, round {number} {round}</source>
            <translation>{plan}, taith {number} {round}</translation>
        </message>
        <message>
            <source>Mark sheets</source>
            <translation>Nodi taflenni</translation>
        </message>
        <message>
            <source>{what}: {sheets}, since {day}</source>
            <translation>{what}: {sheets}, ers {day}</translation>
        </message>
        <message>
            <source>Hello {name},</source>
            <translation>Helo {name},</translation>
        </message>
        <message>
            <source>Picture (*.png)</source>
            <translation>Llun (*.png)</translation>
        </message>
        <message>
            <source>Parts of the progress</source>
            <translation>Rhannau'r cynnydd</translation>
        </message>
        <message>
            <source>Kind of follow-up</source>
            <translation>Math o gam dilynol</translation>
        </message>
        <message>
            <source>Which follow-ups</source>
            <translation>Pa gamau dilynol</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Pob math</translation>
        </message>
        <message>
            <source>Save chart</source>
            <translation>Cadw siart</translation>
        </message>
        <message>
            <source>Nothing to report yet</source>
            <translation>Dim i'w adrodd eto</translation>
        </message>
        <message>
            <source>Once the ward is cut into rounds, you see here which are printed, out, back and keyed.</source>
            <translation>Unwaith y rhennir y ward yn deithiau, fe welwch yma pa rai sydd wedi'u hargraffu, allan, yn ôl ac wedi'u mewnbynnu.</translation>
        </message>
        <message>
            <source>That wait</source>
            <translation>Sy'n aros</translation>
        </message>
        <message>
            <source>That are done</source>
            <translation>Sydd wedi'u gwneud</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Y cyfan</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Trosolwg</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Map</translation>
        </message>
        <message>
            <source>Export results…</source>
            <translation>Allforio canlyniadau…</translation>
        </message>
        <message>
            <source>Export progress…</source>
            <translation>Allforio cynnydd…</translation>
        </message>
        <message>
            <source>Make rounds</source>
            <translation>Gwneud teithiau</translation>
        </message>
        <message>
            <source>A reminder to {who} is on the clipboard.</source>
            <translation>Mae nodyn atgoffa i {who} ar y clipfwrdd.</translation>
        </message>
        <message>
            <source>Every line keyed, as a spreadsheet</source>
            <translation>Pob llinell a fewnbynnwyd, fel taenlen</translation>
        </message>
        <message>
            <source>A row a round, as a spreadsheet</source>
            <translation>Rhes i bob taith, fel taenlen</translation>
        </message>
        <message>
            <source>Saved {file}</source>
            <translation>Cadwyd {file}</translation>
        </message>
        <message>
            <source>{file} could not be written; choose another folder or another ending.</source>
            <translation>Nid oedd modd ysgrifennu {file}; dewiswch ffolder arall neu derfyniad arall.</translation>
        </message>
        <message>
            <source>Let this answer hold; the others stay in the history</source>
            <translation>Gadael i'r ateb hwn sefyll; mae'r lleill yn aros yn yr hanes</translation>
        </message>
        <message>
            <source>{result} holds</source>
            <translation>{result} sy'n sefyll</translation>
        </message>
        <message>
            <source>to</source>
            <translation>i</translation>
        </message>
        <message>
            <source>All days</source>
            <translation>Pob diwrnod</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heddiw</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Y 7 diwrnod diwethaf</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Y 30 diwrnod diwethaf</translation>
        </message>
        <message>
            <source>From … to …</source>
            <translation>O … i …</translation>
        </message>
        <message>
            <source>From</source>
            <translation>O</translation>
        </message>
        <message>
            <source>To</source>
            <translation>I</translation>
        </message>
        <message>
            <source>Nothing on this page waits for an answer.</source>
            <translation>Nid oes dim ar y dudalen hon yn aros am ateb.</translation>
        </message>
        <message>
            <source>Enter repeats the result above, and there is none to repeat.</source>
            <translation>Mae Enter yn ailadrodd y canlyniad uchod, ac nid oes un i'w ailadrodd.</translation>
        </message>
        <message>
            <source>Line {line} with {result} fits nothing on this sheet, so nothing was kept.</source>
            <translation>Nid yw llinell {line} gyda {result} yn cyfateb i ddim ar y daflen hon, felly ni chadwyd dim.</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.</source>
            <translation>
                <numerusform>Mae %n llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %n llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %n llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %n llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %n llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sheet {sheet} is complete. The next sheet, please.</source>
            <translation>Mae taflen {sheet} yn gyflawn. Y daflen nesaf, os gwelwch yn dda.</translation>
        </message>
        <message>
            <source>“{piece}” begins with none of this row's doors, so nothing was kept. The doors are {first} to {last}.</source>
            <translation>Nid yw “{piece}” yn dechrau ag un o ddrysau'r rhes hon, felly ni chadwyd dim. Y drysau yw {first} i {last}.</translation>
        </message>
        <message>
            <source>Keying waits until the work shown below has finished; nothing was keyed.</source>
            <translation>Mae mewnbynnu'n aros nes bod y gwaith a ddangosir isod wedi gorffen; ni fewnbynnwyd dim.</translation>
        </message>
        <message>
            <source>Line {line}: {standing} stands, keyed by {who}; you keyed {now}. Enter leaves {standing}, {now} again takes {now}.</source>
            <translation>Llinell {line}: {standing} sy'n sefyll, mewnbynnwyd gan {who}; {now} a fewnbynnwyd gennych chi. Mae Enter yn gadael {standing}, mae {now} eto'n cymryd {now}.</translation>
        </message>
        <message>
            <source>{who} keyed line {line} meanwhile, so nothing was kept. Look at it again.</source>
            <translation>Mewnbynnodd {who} linell {line} yn y cyfamser, felly ni chadwyd dim. Edrychwch arni eto.</translation>
        </message>
        <message>
            <source>Lines of the sheet</source>
            <translation>Llinellau'r daflen</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Llinell</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Stryd</translation>
        </message>
        <message>
            <source>Follow-ups and note</source>
            <translation>Camau dilynol a nodyn</translation>
        </message>
        <message>
            <source>part: {done} of {all}</source>
            <translation>rhan: {done} o {all}</translation>
        </message>
        <message>
            <source>Turnout by polling district</source>
            <translation>Nifer a bleidleisiodd fesul dosbarth pleidleisio</translation>
        </message>
        <message>
            <source>Numbers taken</source>
            <translation>Rhifau a gymerwyd</translation>
        </message>
        <message>
            <source>7 May 2026</source>
            <translation>7 Mai 2026</translation>
        </message>
        <message>
            <source>The numbers on a pad, or a knock-up sheet's code and the lines ticked: K7-F4X 3 8 15</source>
            <translation>Y rhifau ar bad, neu god taflen atgoffa i bleidleisio a'r llinellau a diciwyd: K7-F4X 3 8 15</translation>
        </message>
        <message>
            <source>Numbers taken back</source>
            <translation>Rhifau a dynnwyd yn ôl</translation>
        </message>
        <message numerus="yes">
            <source>%n number(s) taken back.</source>
            <translation>
                <numerusform>Tynnwyd %n rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %n rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %n rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %n rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %n rhif yn ôl.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n number(s) kept.</source>
            <translation>
                <numerusform>Cadwyd %n rhif.</numerusform>
                <numerusform>Cadwyd %n rhif.</numerusform>
                <numerusform>Cadwyd %n rhif.</numerusform>
                <numerusform>Cadwyd %n rhif.</numerusform>
                <numerusform>Cadwyd %n rhif.</numerusform>
            </translation>
        </message>
        <message>
            <source>Polling day</source>
            <translation>Diwrnod pleidleisio</translation>
        </message>
        <message>
            <source>&amp;Polling day</source>
            <translation>&amp;Diwrnod pleidleisio</translation>
        </message>
        <message>
            <source>&amp;Numbers on the pad</source>
            <translation>&amp;Rhifau ar y pad</translation>
        </message>
        <message>
            <source>Choose the polling district of the pad, type its numbers with blanks between, then Enter. A number says that somebody voted, never how.</source>
            <translation>Dewiswch ddosbarth pleidleisio'r pad, teipiwch ei rifau â bylchau rhyngddynt, yna Enter. Mae rhif yn dweud bod rhywun wedi pleidleisio, byth sut.</translation>
        </message>
        <message numerus="yes">
            <source>%n was (were) there before.</source>
            <translation>
                <numerusform>Roedd %n yno eisoes.</numerusform>
                <numerusform>Roedd %n yno eisoes.</numerusform>
                <numerusform>Roedd %n yno eisoes.</numerusform>
                <numerusform>Roedd %n yno eisoes.</numerusform>
                <numerusform>Roedd %n yno eisoes.</numerusform>
            </translation>
        </message>
        <message>
            <source>{voted} of {all} have voted</source>
            <translation>Mae {voted} o {all} wedi pleidleisio</translation>
        </message>
        <message>
            <source>There is no elector on the register yet.</source>
            <translation>Nid oes etholwr ar y gofrestr eto.</translation>
        </message>
        <message>
            <source>Say first which day is polling day.</source>
            <translation>Dywedwch yn gyntaf pa ddiwrnod yw'r diwrnod pleidleisio.</translation>
        </message>
        <message>
            <source>Numbers on the pad</source>
            <translation>Rhifau ar y pad</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Tynnu'n ôl</translation>
        </message>
        <message>
            <source>Knock-up sheets</source>
            <translation>Taflenni atgoffa i bleidleisio</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Cadw</translation>
        </message>
        <message>
            <source>Polling district</source>
            <translation>Dosbarth pleidleisio</translation>
        </message>
        <message>
            <source>Voted</source>
            <translation>Pleidleisiodd</translation>
        </message>
        <message>
            <source>Turnout</source>
            <translation>Nifer a bleidleisiodd</translation>
        </message>
        <message>
            <source>Last keyed</source>
            <translation>Diwethaf</translation>
        </message>
        <message>
            <source>The numbers typed have not voted after all</source>
            <translation>Nid yw'r rhifau a deipiwyd wedi pleidleisio wedi'r cyfan</translation>
        </message>
        <message>
            <source>no polling district</source>
            <translation>dim dosbarth pleidleisio</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Dadwneud</translation>
        </message>
        <message>
            <source>Key {file}</source>
            <translation>Mewnbynnu {file}</translation>
        </message>
        <message>
            <source>“{letter}” is no result code of this sheet. The codes are {known}.</source>
            <translation>Nid yw “{letter}” yn god canlyniad ar y daflen hon. Y codau yw {known}.</translation>
        </message>
        <message>
            <source>“{letter}” is no follow-up; nothing was noted.</source>
            <translation>Nid yw “{letter}” yn gam dilynol; ni nodwyd dim.</translation>
        </message>
        <message>
            <source>{letters}…  Enter when it is whole</source>
            <translation>{letters}…  Enter pan fydd yn gyfan</translation>
        </message>
        <message>
            <source>{why} Enter again opens {sheet}.</source>
            <translation>{why} Mae Enter eto'n agor {sheet}.</translation>
        </message>
        <message numerus="yes">
            <source>{who} keyed %n line(s) of this page just now.</source>
            <translation>
                <numerusform>Mae {who} newydd fewnbynnu %n llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %n llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %n llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %n llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %n llinell o'r dudalen hon.</numerusform>
            </translation>
        </message>
        <message>
            <source>Done on</source>
            <translation>Gwnaed ar</translation>
        </message>
        <message>
            <source>such as 8.2</source>
            <translation>megis 8.2</translation>
        </message>
        <message>
            <source>In minutes</source>
            <translation>Mewn munudau</translation>
        </message>
        <message>
            <source>Leaflets left over</source>
            <translation>Taflenni gwybodaeth dros ben</translation>
        </message>
        <message>
            <source>“{text}” is no number of leaflets, so nothing was kept.</source>
            <translation>Nid yw “{text}” yn nifer o daflenni, felly ni chadwyd dim.</translation>
        </message>
        <message>
            <source>“{text}” is no day, so nothing was kept. Write it as 8.2 or 2026-02-08.</source>
            <translation>Nid yw “{text}” yn ddiwrnod, felly ni chadwyd dim. Ysgrifennwch ef fel 8.2 neu 2026-02-08.</translation>
        </message>
        <message>
            <source>“{text}” is no number of minutes, so nothing was kept.</source>
            <translation>Nid yw “{text}” yn nifer o funudau, felly ni chadwyd dim.</translation>
        </message>
        <message>
            <source>Read scans</source>
            <translation>Darllen sganiau</translation>
        </message>
        <message>
            <source>✓ confirmed</source>
            <translation>✓ cadarnhawyd</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) in doubt</source>
            <translation>
                <numerusform>%n llinell yn amheus</numerusform>
                <numerusform>%n llinell yn amheus</numerusform>
                <numerusform>%n llinell yn amheus</numerusform>
                <numerusform>%n llinell yn amheus</numerusform>
                <numerusform>%n llinell yn amheus</numerusform>
            </translation>
        </message>
        <message>
            <source>nothing in doubt</source>
            <translation>dim yn amheus</translation>
        </message>
        <message>
            <source>Scanned sheets</source>
            <translation>Taflenni wedi'u sganio</translation>
        </message>
        <message>
            <source>Picture of the line</source>
            <translation>Llun o'r llinell</translation>
        </message>
        <message>
            <source>Picture of the door's line, with what was written there</source>
            <translation>Llun o linell y drws, â'r hyn a ysgrifennwyd yno</translation>
        </message>
        <message>
            <source>Picture of the follow-ups</source>
            <translation>Llun o'r camau dilynol</translation>
        </message>
        <message>
            <source>Note for the line</source>
            <translation>Nodyn i'r llinell</translation>
        </message>
        <message>
            <source>Note, as you read it: Enter keeps it with the page</source>
            <translation>Nodyn, fel yr ydych yn ei ddarllen: mae Enter yn ei gadw gyda'r dudalen</translation>
        </message>
        <message>
            <source>The code printed on this sheet</source>
            <translation>Y cod a argraffwyd ar y daflen hon</translation>
        </message>
        <message>
            <source>Progress of the reading</source>
            <translation>Cynnydd y darllen</translation>
        </message>
        <message>
            <source>Confirm page</source>
            <translation>Cadarnhau'r dudalen</translation>
        </message>
        <message>
            <source>No scanned page waits</source>
            <translation>Nid oes tudalen wedi'i sganio yn aros</translation>
        </message>
        <message>
            <source>Drop scans here, or read them from files.</source>
            <translation>Gollyngwch sganiau yma, neu darllenwch nhw o ffeiliau.</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) confirmed and kept. Close this, or drop more scans here.</source>
            <translation>
                <numerusform>Cadarnhawyd a chadwyd %n tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %n dudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %n tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %n tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %n tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
            </translation>
        </message>
        <message>
            <source>One key decides a line: its code, or ⏎ for what was read, Del for none   ↑ ↓ lines   / note   Ctrl+⏎ confirm the page</source>
            <translation>Un bysell sy'n penderfynu llinell: ei chod, neu ⏎ am yr hyn a ddarllenwyd, Del am ddim   ↑ ↓ llinellau   / nodyn   Ctrl+⏎ cadarnhau'r dudalen</translation>
        </message>
        <message>
            <source>&amp;Note</source>
            <translation>&amp;Nodyn</translation>
        </message>
        <message>
            <source>The &amp;code printed on this sheet</source>
            <translation>Y &amp;cod a argraffwyd ar y daflen hon</translation>
        </message>
        <message>
            <source>type its code</source>
            <translation>teipiwch ei chod</translation>
        </message>
        <message>
            <source>{file}, page {number}</source>
            <translation>{file}, tudalen {number}</translation>
        </message>
        <message>
            <source>Scans ({kinds})</source>
            <translation>Sganiau ({kinds})</translation>
        </message>
        <message>
            <source>{code} · {plan}, round {number}, page {page} of {pages} · {file}</source>
            <translation>{code} · {plan}, taith {number}, tudalen {page} o {pages} · {file}</translation>
        </message>
        <message>
            <source>Read it</source>
            <translation>Ei darllen</translation>
        </message>
        <message>
            <source>not read: {file}</source>
            <translation>heb ei ddarllen: {file}</translation>
        </message>
        <message>
            <source>(handwriting)</source>
            <translation>(llawysgrifen)</translation>
        </message>
        <message>
            <source>Lines of the scanned sheet</source>
            <translation>Llinellau'r daflen a sganiwyd</translation>
        </message>
        <message>
            <source>On the paper</source>
            <translation>Ar y papur</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Ateb</translation>
        </message>
        <message numerus="yes">
            <source>Read %n scan(s)</source>
            <translation>
                <numerusform>Darllen %n sgan</numerusform>
                <numerusform>Darllen %n sgan</numerusform>
                <numerusform>Darllen %n sgan</numerusform>
                <numerusform>Darllen %n sgan</numerusform>
                <numerusform>Darllen %n sgan</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading the scans…</source>
            <translation>Yn darllen y sganiau…</translation>
        </message>
        <message>
            <source>Read a page</source>
            <translation>Darllen tudalen</translation>
        </message>
        <message>
            <source>This page is confirmed and kept. Undo takes it back.</source>
            <translation>Cadarnhawyd a chadwyd y dudalen hon. Mae Dadwneud yn ei thynnu yn ôl.</translation>
        </message>
        <message>
            <source>Nothing is in doubt any more. Look the page over, then confirm it (Ctrl+Enter).</source>
            <translation>Nid oes dim yn amheus mwyach. Bwriwch olwg dros y dudalen, yna ei chadarnhau (Ctrl+Enter).</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) still in doubt: decide them first.</source>
            <translation>
                <numerusform>%n llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%n llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%n llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%n llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%n llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
            </translation>
        </message>
        <message>
            <source>This page is confirmed already. Correct a line in Key in, or take it back with Undo.</source>
            <translation>Cadarnhawyd y dudalen hon eisoes. Cywirwch linell yn Mewnbynnu, neu ei thynnu yn ôl â Dadwneud.</translation>
        </message>
        <message>
            <source>Nothing is in doubt. Look the page over, then confirm it (Ctrl+Enter).</source>
            <translation>Nid oes dim yn amheus. Bwriwch olwg dros y dudalen, yna ei chadarnhau (Ctrl+Enter).</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) in doubt: type the code that the paper shows.</source>
            <translation>
                <numerusform>%n llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%n llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%n llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%n llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%n llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Type the code that the paper shows, or Delete when it shows none.</source>
            <translation>Teipiwch y cod y mae'r papur yn ei ddangos, neu Delete pan nad yw'n dangos un.</translation>
        </message>
        <message>
            <source>Keep sheet {code}</source>
            <translation>Cadw taflen {code}</translation>
        </message>
        <message>
            <source>“{letter}” is no code of this sheet. The codes are {codes}.</source>
            <translation>Nid yw “{letter}” yn god ar y daflen hon. Y codau yw {codes}.</translation>
        </message>
        <message>
            <source>Sheet code</source>
            <translation>Cod y daflen</translation>
        </message>
        <message>
            <source>Lines keyed</source>
            <translation>Llinellau a fewnbynnwyd</translation>
        </message>
        <message>
            <source>Note for this line: Enter keeps it, Escape leaves it</source>
            <translation>Nodyn i'r llinell hon: mae Enter yn ei gadw, Escape yn ei adael</translation>
        </message>
        <message>
            <source>Missed doors of the row</source>
            <translation>Drysau a fethwyd yn y rhes</translation>
        </message>
        <message>
            <source>Missed doors and why, such as 9 dog, 23: Enter keeps it, Escape leaves it</source>
            <translation>Drysau a fethwyd a pham, megis 9 ci, 23: mae Enter yn ei gadw, Escape yn ei adael</translation>
        </message>
        <message>
            <source>Type or scan the code at the top of the sheet.</source>
            <translation>Teipiwch neu sganiwch y cod ar frig y daflen.</translation>
        </message>
        <message>
            <source>Ready for the first sheet</source>
            <translation>Yn barod am y daflen gyntaf</translation>
        </message>
        <message>
            <source>Each sheet of paper has its own code, such as K7-F4X. Type it above; then one key a line, and the cursor moves on by itself. Every line is kept on disk before it does.</source>
            <translation>Mae gan bob taflen bapur ei chod ei hun, megis K7-F4X. Teipiwch ef uchod; yna un bysell i bob llinell, ac mae'r cyrchwr yn symud ymlaen ei hun. Cedwir pob llinell ar ddisg cyn iddo wneud.</translation>
        </message>
        <message numerus="yes">
            <source>%n scanned page(s) wait…</source>
            <translation>
                <numerusform>%n tudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%n dudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%n dudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%n tudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%n tudalen wedi'i sganio yn aros…</numerusform>
            </translation>
        </message>
        <message>
            <source>Keys from a spreadsheet</source>
            <translation>Atebion o daenlen</translation>
        </message>
        <message>
            <source>Spreadsheets (*.csv *.xlsx *.ods *.xls *.tsv)</source>
            <translation>Taenlenni (*.csv *.xlsx *.ods *.xls *.tsv)</translation>
        </message>
        <message>
            <source>&amp;Sheet</source>
            <translation>&amp;Taflen</translation>
        </message>
        <message>
            <source>round {number}{name} · page {page} of {pages}{walker}</source>
            <translation>taith {number}{name} · tudalen {page} o {pages}{walker}</translation>
        </message>
        <message>
            <source>Rest delivered</source>
            <translation>Y gweddill wedi'u dosbarthu</translation>
        </message>
        <message>
            <source>{keyed} of {wanted} keyed</source>
            <translation>{keyed} o {wanted} wedi'u mewnbynnu</translation>
        </message>
        <message>
            <source>Last entries</source>
            <translation>Cofnodion diwethaf</translation>
        </message>
        <message>
            <source>Codes, and how often on this page</source>
            <translation>Codau, a pha mor aml ar y dudalen hon</translation>
        </message>
        <message>
            <source>Codes of this sheet</source>
            <translation>Codau'r daflen hon</translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s) with different answers</source>
            <translation>
                <numerusform>%n etholwr ag atebion gwahanol</numerusform>
                <numerusform>%n etholwr ag atebion gwahanol</numerusform>
                <numerusform>%n etholwr ag atebion gwahanol</numerusform>
                <numerusform>%n etholwr ag atebion gwahanol</numerusform>
                <numerusform>%n etholwr ag atebion gwahanol</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo the chosen entry (Delete)</source>
            <translation>Dadwneud y cofnod a ddewiswyd (Delete)</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Cofnod</translation>
        </message>
        <message>
            <source>{plan}: {keyed:,} of {lines:,} keyed{rate}</source>
            <translation>{plan}: {keyed:,} o {lines:,} wedi'u mewnbynnu{rate}</translation>
        </message>
        <message>
            <source> · contact rate {rate:.0%}</source>
            <translation> · cyfradd gyswllt {rate:.0%}</translation>
        </message>
        <message>
            <source>Space row done   . part of it: which doors were missed</source>
            <translation>Bylchwr rhes wedi'i gwneud   . rhan ohoni: pa ddrysau a fethwyd</translation>
        </message>
        <message>
            <source>Space nobody at this door   . follow-up   / note</source>
            <translation>Bylchwr neb wrth y drws hwn   . cam dilynol   / nodyn</translation>
        </message>
        <message>
            <source>   ⏎ same as above   ↑ back   Del takes it away   Esc next sheet</source>
            <translation>   ⏎ yr un fath ag uchod   ↑ yn ôl   Del i'w dynnu   Esc taflen nesaf</translation>
        </message>
        <message numerus="yes">
            <source>%n newer register(s) came in since this sheet was printed; its lines are as printed.</source>
            <translation>
                <numerusform>Daeth %n cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %n cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %n cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %n cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %n cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s) of this page have moved or left since; key what the paper says.</source>
            <translation>
                <numerusform>Mae %n etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %n etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %n etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %n etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %n etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
            </translation>
        </message>
        <message>
            <source>This sheet is keyed already: what you key now is compared, and only what differs is asked.</source>
            <translation>Mewnbynnwyd y daflen hon eisoes: cymherir yr hyn a fewnbynnwch nawr, a holir am yr hyn sy'n wahanol yn unig.</translation>
        </message>
        <message>
            <source>Sheet {sheet} compared: {same} the same, {changed} changed, {kept} left as they were.</source>
            <translation>Cymharwyd taflen {sheet}: {same} yr un fath, {changed} wedi newid, {kept} wedi'u gadael fel yr oeddent.</translation>
        </message>
        <message>
            <source>This sheet was printed again as {sheet}; key it here only if this one was walked.</source>
            <translation>Argraffwyd y daflen hon eto fel {sheet}; mewnbynnwch hi yma dim ond os cerddwyd hon.</translation>
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
        <message>
            <source>Rounds and their balance</source>
            <translation>Teithiau a'u cydbwysedd</translation>
        </message>
        <message>
            <source>nobody yet</source>
            <translation>neb eto</translation>
        </message>
        <message>
            <source>Round {number}, {name}</source>
            <translation>Taith {number}, {name}</translation>
        </message>
        <message>
            <source>{minutes:.0f} min</source>
            <translation>{minutes:.0f} mun</translation>
        </message>
        <message>
            <source>{km:.1f} km</source>
            <translation>{km:.1f} km</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>wedi'i chloi</translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) change hands</source>
            <translation>
                <numerusform>Mae %n drws yn newid dwylo</numerusform>
                <numerusform>Mae %n drws yn newid dwylo</numerusform>
                <numerusform>Mae %n drws yn newid dwylo</numerusform>
                <numerusform>Mae %n drws yn newid dwylo</numerusform>
                <numerusform>Mae %n drws yn newid dwylo</numerusform>
            </translation>
        </message>
        <message>
            <source>is new</source>
            <translation>yn newydd</translation>
        </message>
        <message>
            <source>What changes hands</source>
            <translation>Beth sy'n newid dwylo</translation>
        </message>
        <message>
            <source>{before:.0f} → {after:.0f} min in all</source>
            <translation>{before:.0f} → {after:.0f} mun i gyd</translation>
        </message>
        <message>
            <source>longest {before:.0f} → {after:.0f} min</source>
            <translation>hiraf {before:.0f} → {after:.0f} mun</translation>
        </message>
        <message>
            <source>{before:.1f} → {after:.1f} km</source>
            <translation>{before:.1f} → {after:.1f} km</translation>
        </message>
        <message>
            <source>was round {number}, {name}</source>
            <translation>taith {number}, {name} gynt</translation>
        </message>
        <message>
            <source>Round {number} {before}</source>
            <translation>Taith {number} {before}</translation>
        </message>
        <message>
            <source>Was</source>
            <translation>Gynt</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Aros</translation>
        </message>
        <message>
            <source>Come</source>
            <translation>Dod</translation>
        </message>
        <message>
            <source>Go</source>
            <translation>Mynd</translation>
        </message>
        <message>
            <source>Min</source>
            <translation>Mun</translation>
        </message>
        <message>
            <source>Against “{plan}”</source>
            <translation>Yn erbyn “{plan}”</translation>
        </message>
        <message>
            <source>gone: {numbers}</source>
            <translation>wedi mynd: {numbers}</translation>
        </message>
        <message>
            <source>held by {name}</source>
            <translation>gan {name}</translation>
        </message>
        <message>
            <source>placed by the map</source>
            <translation>lleolwyd gan y map</translation>
        </message>
        <message>
            <source>Doors of the round in walking order</source>
            <translation>Drysau'r daith mewn trefn gerdded</translation>
        </message>
        <message>
            <source>{metres:.0f} m from the door before</source>
            <translation>{metres:.0f} m o'r drws blaenorol</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>Heb ei ddweud</translation>
        </message>
        <message>
            <source>Terrace, door on the pavement</source>
            <translation>Teras, drws ar y palmant</translation>
        </message>
        <message>
            <source>Semi, a drive for one car</source>
            <translation>Tŷ pâr, dreif i un car</translation>
        </message>
        <message>
            <source>Long drive</source>
            <translation>Dreif hir</translation>
        </message>
        <message>
            <source>Flats, boxes at one entrance</source>
            <translation>Fflatiau, blychau wrth un fynedfa</translation>
        </message>
        <message>
            <source>Flats, a box at each door</source>
            <translation>Fflatiau, blwch wrth bob drws</translation>
        </message>
        <message>
            <source>Rural, a track or a farmyard</source>
            <translation>Gwledig, trac neu fuarth fferm</translation>
        </message>
        <message>
            <source>Leaflets: to every letterbox</source>
            <translation>Taflenni: i bob blwch llythyrau</translation>
        </message>
        <message>
            <source>Canvassing: to knock and talk</source>
            <translation>Canfasio: curo a siarad</translation>
        </message>
        <message>
            <source>Anywhere</source>
            <translation>Unrhyw le</translation>
        </message>
        <message>
            <source>Within each ward</source>
            <translation>O fewn pob ward</translation>
        </message>
        <message>
            <source>Within each polling district</source>
            <translation>O fewn pob dosbarth pleidleisio</translation>
        </message>
        <message>
            <source>Natural: one side, then the other, flats together</source>
            <translation>Naturiol: un ochr, yna'r llall, fflatiau gyda'i gilydd</translation>
        </message>
        <message>
            <source>Shortest way</source>
            <translation>Y ffordd fyrraf</translation>
        </message>
        <message>
            <source>Back at the meeting point</source>
            <translation>Yn ôl yn y man cyfarfod</translation>
        </message>
        <message>
            <source>Back at the car, left at the first door</source>
            <translation>Yn ôl wrth y car, a adawyd wrth y drws cyntaf</translation>
        </message>
        <message>
            <source> minutes</source>
            <translation> munud</translation>
        </message>
        <message>
            <source>By housing, as in Settings</source>
            <translation>Yn ôl y tai, fel yn Gosodiadau</translation>
        </message>
        <message>
            <source>Time at one door, the walking apart; one figure here is for every door alike</source>
            <translation>Amser wrth un drws, heb y cerdded; mae un ffigur yma ar gyfer pob drws fel ei gilydd</translation>
        </message>
        <message>
            <source>New plan</source>
            <translation>Cynllun newydd</translation>
        </message>
        <message>
            <source>Spring leaflet</source>
            <translation>Taflen y gwanwyn</translation>
        </message>
        <message>
            <source> doors</source>
            <translation> drws</translation>
        </message>
        <message>
            <source> rounds</source>
            <translation> taith</translation>
        </message>
        <message>
            <source>By how much the longest round may pass the mean, in minutes</source>
            <translation>Faint y caiff y daith hwyaf fod dros y cymedr, mewn munudau</translation>
        </message>
        <message>
            <source> seconds</source>
            <translation> eiliad</translation>
        </message>
        <message>
            <source>More time finds shorter ways; it can be stopped at any moment</source>
            <translation>Mae mwy o amser yn dod o hyd i ffyrdd byrrach; gellir ei atal ar unrhyw adeg</translation>
        </message>
        <message>
            <source>M19 2AB, or 12 Mill Lane; or leave it empty</source>
            <translation>CF10 1AA, neu 12 Lôn y Felin; neu gadewch ef yn wag</translation>
        </message>
        <message>
            <source>Where people meet: rounds begin near it, and the way there counts</source>
            <translation>Lle mae pobl yn cwrdd: mae teithiau'n dechrau gerllaw, ac mae'r ffordd yno'n cyfrif</translation>
        </message>
        <message>
            <source>Click on map</source>
            <translation>Clicio ar y map</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Rhannu</translation>
        </message>
        <message numerus="yes">
            <source>about %n round(s)</source>
            <translation>
                <numerusform>tua %n taith</numerusform>
                <numerusform>tua %n daith</numerusform>
                <numerusform>tua %n taith</numerusform>
                <numerusform>tua %n thaith</numerusform>
                <numerusform>tua %n taith</numerusform>
            </translation>
        </message>
        <message>
            <source>Leaflet round</source>
            <translation>Taith daflenni</translation>
        </message>
        <message>
            <source>Rounds of</source>
            <translation>Teithiau o</translation>
        </message>
        <message>
            <source>Cut into</source>
            <translation>Torri yn</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Enw</translation>
        </message>
        <message>
            <source>&amp;For</source>
            <translation>Ar &amp;gyfer</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Maint</translation>
        </message>
        <message>
            <source>&amp;Balance within</source>
            <translation>&amp;Cydbwysedd o fewn</translation>
        </message>
        <message>
            <source>&amp;Keep rounds</source>
            <translation>C&amp;adw teithiau</translation>
        </message>
        <message>
            <source>&amp;Walking order</source>
            <translation>&amp;Trefn gerdded</translation>
        </message>
        <message>
            <source>&amp;Meeting point</source>
            <translation>&amp;Man cyfarfod</translation>
        </message>
        <message>
            <source>Walks &amp;end</source>
            <translation>Diwedd y &amp;daith</translation>
        </message>
        <message>
            <source>&amp;Time at a door</source>
            <translation>Am&amp;ser wrth ddrws</translation>
        </message>
        <message>
            <source>&amp;Look for</source>
            <translation>C&amp;hwilio am</translation>
        </message>
        <message>
            <source>Say where people meet, to walk back there.</source>
            <translation>Dywedwch lle mae pobl yn cwrdd, i gerdded yn ôl yno.</translation>
        </message>
        <message>
            <source>Balanced in minutes, with the walking counted. Locked rounds stay as they are.</source>
            <translation>Cytbwys mewn munudau, gan gyfrif y cerdded. Mae teithiau wedi'u cloi yn aros fel y maent.</translation>
        </message>
        <message>
            <source>{size} so many{unit}</source>
            <translation>{size} hyn a hyn{unit}</translation>
        </message>
        <message>
            <source>{rounds} of {doors:.0f} doors</source>
            <translation>{rounds} o {doors:.0f} drws</translation>
        </message>
        <message>
            <source>The rounds of “{name}” are replaced, but for the locked ones; Undo brings them back</source>
            <translation>Disodlir teithiau “{name}”, heblaw'r rhai wedi'u cloi; mae Dadwneud yn dod â nhw'n ôl</translation>
        </message>
        <message>
            <source>New plan for volunteers</source>
            <translation>Cynllun newydd i wirfoddolwyr</translation>
        </message>
        <message>
            <source>Volunteers and what each can do</source>
            <translation>Gwirfoddolwyr a'r hyn y gall pob un ei wneud</translation>
        </message>
        <message>
            <source>Reading the volunteers …</source>
            <translation>Yn darllen y gwirfoddolwyr …</translation>
        </message>
        <message>
            <source>Takes a round</source>
            <translation>Yn cymryd taith</translation>
        </message>
        <message>
            <source>Can do</source>
            <translation>Yn gallu</translation>
        </message>
        <message>
            <source>Can do in</source>
            <translation>Yn gallu, mewn</translation>
        </message>
        <message>
            <source>A round for each volunteer</source>
            <translation>Taith i bob gwirfoddolwr</translation>
        </message>
        <message>
            <source>As large as what they can do, near their home, and theirs at once. Empty: as the others on average.</source>
            <translation>Mor fawr ag y gallant ei wneud, yn agos at eu cartref, ac yn eiddo iddynt ar unwaith. Gwag: fel y lleill ar gyfartaledd.</translation>
        </message>
        <message>
            <source>Nobody takes a round yet.</source>
            <translation>Nid oes neb yn cymryd taith eto.</translation>
        </message>
        <message numerus="yes">
            <source>%n round(s), as large over each other as these minutes.</source>
            <translation>
                <numerusform>%n taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%n taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%n taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%n taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%n taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
            </translation>
        </message>
        <message>
            <source>{people} take {can:,.0f} doors; there are {doors:,}.</source>
            <translation>Mae {people} yn cymryd {can:,.0f} drws; mae {doors:,}.</translation>
        </message>
        <message>
            <source>not known: gets what is left</source>
            <translation>ddim yn hysbys: yn cael yr hyn sydd ar ôl</translation>
        </message>
        <message>
            <source>{doors:,.0f} doors will have nobody: they become rounds to give out.</source>
            <translation>Bydd {doors:,.0f} drws heb neb: maent yn dod yn deithiau i'w rhannu.</translation>
        </message>
        <message>
            <source>Each gets {share:.0%} of what they take.</source>
            <translation>Mae pob un yn cael {share:.0%} o'r hyn y maent yn ei gymryd.</translation>
        </message>
        <message>
            <source>Put a door on the map</source>
            <translation>Rhoi drws ar y map</translation>
        </message>
        <message>
            <source>Every door that has a place can be walked to.</source>
            <translation>Gellir cerdded at bob drws sydd â lle.</translation>
        </message>
        <message>
            <source>Balance the rounds again</source>
            <translation>Cydbwyso'r teithiau eto</translation>
        </message>
        <message>
            <source>Bring the plan up to date</source>
            <translation>Diweddaru'r cynllun</translation>
        </message>
        <message>
            <source>Put in order</source>
            <translation>Rhoi mewn trefn</translation>
        </message>
        <message>
            <source>Turn round</source>
            <translation>Troi o chwith</translation>
        </message>
        <message>
            <source>Split round</source>
            <translation>Rhannu'r daith</translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) more than 100 m from any road.</source>
            <translation>
                <numerusform>%n drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%n drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%n drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%n drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%n drws dros 100 m o unrhyw ffordd.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) where the map shows no way.</source>
            <translation>
                <numerusform>%n drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%n drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%n drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%n drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%n drws lle nad yw'r map yn dangos ffordd.</numerusform>
            </translation>
        </message>
        <message>
            <source>Round {number}: {before:.0f} → {after:.0f} min</source>
            <translation>Taith {number}: {before:.0f} → {after:.0f} mun</translation>
        </message>
        <message numerus="yes">
            <source>%n more round(s) changed</source>
            <translation>
                <numerusform>Newidiwyd %n taith arall</numerusform>
                <numerusform>Newidiwyd %n daith arall</numerusform>
                <numerusform>Newidiwyd %n taith arall</numerusform>
                <numerusform>Newidiwyd %n taith arall</numerusform>
                <numerusform>Newidiwyd %n taith arall</numerusform>
            </translation>
        </message>
        <message>
            <source>Split “{name}”</source>
            <translation>Rhannu “{name}”</translation>
        </message>
        <message>
            <source>Draw a barrier</source>
            <translation>Tynnu rhwystr</translation>
        </message>
        <message>
            <source>Keep streets whole</source>
            <translation>Cadw strydoedd yn gyfan</translation>
        </message>
        <message>
            <source>Say what housing doors are</source>
            <translation>Dweud pa fath o dai yw drysau</translation>
        </message>
        <message>
            <source>No address says a flat of whose housing nothing was said yet.</source>
            <translation>Nid oes cyfeiriad yn dweud fflat na ddywedwyd dim amdani eto.</translation>
        </message>
        <message>
            <source>Keep together</source>
            <translation>Cadw gyda'i gilydd</translation>
        </message>
        <message>
            <source>Send doors by post</source>
            <translation>Anfon drysau trwy'r post</translation>
        </message>
        <message>
            <source>Leave doors to nobody</source>
            <translation>Gadael drysau i neb</translation>
        </message>
        <message>
            <source>Walk to doors again</source>
            <translation>Cerdded at ddrysau eto</translation>
        </message>
        <message>
            <source>Lift locks</source>
            <translation>Codi cloeon</translation>
        </message>
        <message>
            <source>Take in new doors</source>
            <translation>Derbyn drysau newydd</translation>
        </message>
        <message>
            <source>Move doors</source>
            <translation>Symud drysau</translation>
        </message>
        <message>
            <source>Change the order</source>
            <translation>Newid y drefn</translation>
        </message>
        <message>
            <source>Round {number} is locked</source>
            <translation>Mae taith {number} wedi'i chloi</translation>
        </message>
        <message>
            <source>Click where {address} is. Escape leaves it where it was.</source>
            <translation>Cliciwch lle mae {address}. Mae Escape yn ei adael lle'r oedd.</translation>
        </message>
        <message>
            <source>These doors stay in one round. What are they called?</source>
            <translation>Mae'r drysau hyn yn aros mewn un daith. Beth yw eu henw?</translation>
        </message>
        <message>
            <source>Picture (*.png);;Drawing (*.svg)</source>
            <translation>Llun (*.png);;Darlun (*.svg)</translation>
        </message>
        <message>
            <source>Housing</source>
            <translation>Tai</translation>
        </message>
        <message numerus="yes">
            <source>%n door(s): what are they?</source>
            <translation>
                <numerusform>%n drws: beth ydynt?</numerusform>
                <numerusform>%n drws: beth yw?</numerusform>
                <numerusform>%n drws: beth ydynt?</numerusform>
                <numerusform>%n drws: beth ydynt?</numerusform>
                <numerusform>%n drws: beth ydynt?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) go by post. Why?</source>
            <translation>
                <numerusform>%n drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%n drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%n drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%n drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%n drws yn mynd trwy'r post. Pam?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) go to nobody. Why?</source>
            <translation>
                <numerusform>%n drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%n drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%n drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%n drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%n drws heb neb yn mynd atynt. Pam?</numerusform>
            </translation>
        </message>
        <message>
            <source>By post</source>
            <translation>Trwy'r post</translation>
        </message>
        <message>
            <source>To nobody</source>
            <translation>I neb</translation>
        </message>
        <message>
            <source>Save picture</source>
            <translation>Cadw llun</translation>
        </message>
        <message>
            <source>Nothing to walk yet</source>
            <translation>Dim i'w gerdded eto</translation>
        </message>
        <message>
            <source>Rounds are made of doors. Import the register or an address list, and a map extract of the ward.</source>
            <translation>Gwneir teithiau o ddrysau. Mewnforiwch y gofrestr neu restr gyfeiriadau, a detholiad o fap o'r ward.</translation>
        </message>
        <message>
            <source>Click where people meet. Escape goes back without.</source>
            <translation>Cliciwch lle mae pobl yn cwrdd. Mae Escape yn mynd yn ôl hebddo.</translation>
        </message>
        <message>
            <source>Unlock round</source>
            <translation>Datgloi'r daith</translation>
        </message>
        <message>
            <source>Name of round {number}:</source>
            <translation>Enw taith {number}:</translation>
        </message>
        <message>
            <source>Round {name} locked</source>
            <translation>Taith {name} wedi'i chloi</translation>
        </message>
        <message>
            <source>{name} whole</source>
            <translation>{name} yn gyfan</translation>
        </message>
        <message>
            <source>{name} together</source>
            <translation>{name} gyda'i gilydd</translation>
        </message>
        <message>
            <source>Barrier {name}</source>
            <translation>Rhwystr {name}</translation>
        </message>
        <message>
            <source>by post</source>
            <translation>trwy'r post</translation>
        </message>
        <message>
            <source>to nobody</source>
            <translation>i neb</translation>
        </message>
        <message>
            <source>What is settled for this plan</source>
            <translation>Beth sydd wedi'i bennu ar gyfer y cynllun hwn</translation>
        </message>
        <message>
            <source>Against the same search without it; a few hundred metres may be chance.</source>
            <translation>O'i gymharu â'r un chwiliad hebddo; gall ychydig gannoedd o fetrau fod yn hap.</translation>
        </message>
        <message numerus="yes">
            <source>%n lock(s)</source>
            <translation>
                <numerusform>%n clo</numerusform>
                <numerusform>%n clo</numerusform>
                <numerusform>%n clo</numerusform>
                <numerusform>%n clo</numerusform>
                <numerusform>%n clo</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) by post</source>
            <translation>
                <numerusform>%n drws trwy'r post</numerusform>
                <numerusform>%n drws trwy'r post</numerusform>
                <numerusform>%n drws trwy'r post</numerusform>
                <numerusform>%n drws trwy'r post</numerusform>
                <numerusform>%n drws trwy'r post</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) to nobody</source>
            <translation>
                <numerusform>%n drws i neb</numerusform>
                <numerusform>%n drws i neb</numerusform>
                <numerusform>%n drws i neb</numerusform>
                <numerusform>%n drws i neb</numerusform>
                <numerusform>%n drws i neb</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them together</source>
            <translation>
                <numerusform>%n ohonynt gyda'i gilydd</numerusform>
                <numerusform>%n ohonynt gyda'i gilydd</numerusform>
                <numerusform>%n ohonynt gyda'i gilydd</numerusform>
                <numerusform>%n ohonynt gyda'i gilydd</numerusform>
                <numerusform>%n ohonynt gyda'i gilydd</numerusform>
            </translation>
        </message>
        <message>
            <source>Back to the doors of the round</source>
            <translation>Yn ôl at ddrysau'r daith</translation>
        </message>
        <message>
            <source>Settled for this plan</source>
            <translation>Wedi'i bennu ar gyfer y cynllun hwn</translation>
        </message>
        <message>
            <source>Nothing yet: lock a round, or select doors and use the Doors menu.</source>
            <translation>Dim eto: clowch daith, neu dewiswch ddrysau a defnyddio'r ddewislen Drysau.</translation>
        </message>
        <message>
            <source>{metres:+,.0f} m</source>
            <translation>{metres:+,.0f} m</translation>
        </message>
        <message>
            <source>longest {minutes:+.1f} min</source>
            <translation>hiraf {minutes:+.1f} mun</translation>
        </message>
        <message>
            <source>Settled</source>
            <translation>Wedi'i bennu</translation>
        </message>
        <message>
            <source>Costs, or goes</source>
            <translation>Cost, neu sut yr eir</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>Teithiau</translation>
        </message>
        <message>
            <source>Who holds it</source>
            <translation>Pwy sydd â hi</translation>
        </message>
        <message>
            <source>Last delivered</source>
            <translation>Dosbarthwyd ddiwethaf</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Canlyniadau</translation>
        </message>
        <message>
            <source>somebody</source>
            <translation>rhywun</translation>
        </message>
        <message>
            <source>never</source>
            <translation>byth</translation>
        </message>
        <message>
            <source>more than 12 weeks ago</source>
            <translation>mwy na 12 wythnos yn ôl</translation>
        </message>
        <message>
            <source>4 to 12 weeks ago</source>
            <translation>4 i 12 wythnos yn ôl</translation>
        </message>
        <message>
            <source>within 4 weeks</source>
            <translation>o fewn 4 wythnos</translation>
        </message>
        <message>
            <source>nothing printed</source>
            <translation>dim wedi'i argraffu</translation>
        </message>
        <message>
            <source>nothing back</source>
            <translation>dim yn ôl</translation>
        </message>
        <message>
            <source>less than half</source>
            <translation>llai na hanner</translation>
        </message>
        <message>
            <source>half and more</source>
            <translation>hanner a mwy</translation>
        </message>
        <message>
            <source>all keyed in</source>
            <translation>y cyfan wedi'i fewnbynnu</translation>
        </message>
        <message>
            <source>stays with its round</source>
            <translation>yn aros gyda'i daith</translation>
        </message>
        <message>
            <source>changes hands</source>
            <translation>yn newid dwylo</translation>
        </message>
        <message>
            <source>in no round there</source>
            <translation>ddim mewn taith yno</translation>
        </message>
        <message>
            <source>Take them in</source>
            <translation>Eu derbyn</translation>
        </message>
        <message>
            <source>Bring up to date</source>
            <translation>Diweddaru</translation>
        </message>
        <message>
            <source>Take in and balance</source>
            <translation>Cymryd i mewn a chydbwyso</translation>
        </message>
        <message>
            <source>Select them</source>
            <translation>Eu dewis</translation>
        </message>
        <message>
            <source>order made by hand</source>
            <translation>trefn â llaw</translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) in no round of this plan: grey on the map.</source>
            <translation>
                <numerusform>%n drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%n drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%n drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%n drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%n drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) that everybody left since.</source>
            <translation>
                <numerusform>%n drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%n drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%n drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%n drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%n drws y mae pawb wedi'i adael ers hynny.</numerusform>
            </translation>
        </message>
        <message>
            <source>Give each to the round it belongs to</source>
            <translation>Rhoi pob un i'r daith y mae'n perthyn iddi</translation>
        </message>
        <message>
            <source>Take new doors in, and doors that everybody left out of their rounds</source>
            <translation>Derbyn drysau newydd, a thynnu o'u teithiau ddrysau y mae pawb wedi'u gadael</translation>
        </message>
        <message>
            <source>Take new doors in and make the rounds even again; nine doors of ten stay where they are</source>
            <translation>Cymryd drysau newydd i mewn a gwneud y teithiau'n gyfartal eto; mae naw drws o bob deg yn aros lle maen nhw</translation>
        </message>
        <message>
            <source>Select the doors that are hard to reach</source>
            <translation>Dewis y drysau sy'n anodd eu cyrraedd</translation>
        </message>
        <message numerus="yes">
            <source>%n rounds chosen</source>
            <translation>
                <numerusform>Dewiswyd %n taith</numerusform>
                <numerusform>Dewiswyd %n daith</numerusform>
                <numerusform>Dewiswyd %n taith</numerusform>
                <numerusform>Dewiswyd %n taith</numerusform>
                <numerusform>Dewiswyd %n taith</numerusform>
            </translation>
        </message>
        <message>
            <source>No round chosen</source>
            <translation>Dim taith wedi'i dewis</translation>
        </message>
        <message>
            <source>Click a round on the map or in the list.</source>
            <translation>Cliciwch daith ar y map neu yn y rhestr.</translation>
        </message>
        <message>
            <source>{minutes:.0f} min, {mean:.0f} on average</source>
            <translation>{minutes:.0f} mun, {mean:.0f} ar gyfartaledd</translation>
        </message>
        <message>
            <source>Round {number}{name}</source>
            <translation>Taith {number}{name}</translation>
        </message>
        <message>
            <source>What the colours say</source>
            <translation>Beth mae'r lliwiau'n ei ddweud</translation>
        </message>
        <message>
            <source>What the colours on the map say</source>
            <translation>Beth mae'r lliwiau ar y map yn ei ddweud</translation>
        </message>
        <message>
            <source>No rounds yet: split the ward with New plan…</source>
            <translation>Dim teithiau eto: rhannwch y ward â Cynllun newydd…</translation>
        </message>
        <message numerus="yes">
            <source>Move %n door(s) to…</source>
            <translation>
                <numerusform>Symud %n drws i…</numerusform>
                <numerusform>Symud %n drws i…</numerusform>
                <numerusform>Symud %n drws i…</numerusform>
                <numerusform>Symud %n drws i…</numerusform>
                <numerusform>Symud %n drws i…</numerusform>
            </translation>
        </message>
        <message>
            <source>leaflet</source>
            <translation>dosbarthu</translation>
        </message>
        <message>
            <source>canvass</source>
            <translation>canfasio</translation>
        </message>
        <message>
            <source>{least:.0f}–{most:.0f} min</source>
            <translation>{least:.0f}–{most:.0f} mun</translation>
        </message>
        <message>
            <source>from {place}</source>
            <translation>o {place}</translation>
        </message>
        <message>
            <source>Demo ward</source>
            <translation>Ward enghreifftiol</translation>
        </message>
        <message>
            <source>{server} sees which area is looked at; nothing of the register leaves this computer</source>
            <translation>Mae {server} yn gweld pa ardal yr edrychir arni; nid oes dim o'r gofrestr yn gadael y cyfrifiadur hwn</translation>
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
            <source>Time at a door</source>
            <translation>Amser wrth ddrws</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Ffenestr</translation>
        </message>
        <message>
            <source>Online map</source>
            <translation>Map ar-lein</translation>
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
            <source>map of the round</source>
            <translation>map o'r daith</translation>
        </message>
        <message>
            <source>map on each page</source>
            <translation>map ar bob tudalen</translation>
        </message>
        <message>
            <source>no map</source>
            <translation>dim map</translation>
        </message>
        <message>
            <source>upright</source>
            <translation>unionsyth</translation>
        </message>
        <message>
            <source>landscape</source>
            <translation>ar draws</translation>
        </message>
        <message>
            <source>booklet to fold</source>
            <translation>llyfryn i'w blygu</translation>
        </message>
        <message>
            <source>Large print</source>
            <translation>Print bras</translation>
        </message>
        <message>
            <source> in a bundle</source>
            <translation> mewn bwndel</translation>
        </message>
        <message>
            <source> spare</source>
            <translation> sbâr</translation>
        </message>
        <message>
            <source>Message: bring back to 12 Mill Lane by Sunday</source>
            <translation>Neges: dewch ag ef yn ôl i 12 Lôn y Felin erbyn dydd Sul</translation>
        </message>
        <message>
            <source>Words, codes, columns…</source>
            <translation>Geiriau, codau, colofnau…</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Cadw fel…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Dileu</translation>
        </message>
        <message>
            <source>Save the design</source>
            <translation>Cadw'r dyluniad</translation>
        </message>
        <message>
            <source>Name of the design</source>
            <translation>Enw'r dyluniad</translation>
        </message>
        <message>
            <source>Keep this design under a name</source>
            <translation>Cadw'r dyluniad hwn dan enw</translation>
        </message>
        <message>
            <source>Forget this design; Undo brings it back</source>
            <translation>Anghofio'r dyluniad hwn; mae Dadwneud yn dod ag ef yn ôl</translation>
        </message>
        <message>
            <source>Design</source>
            <translation>Dyluniad</translation>
        </message>
        <message>
            <source>Sheet design</source>
            <translation>Dyluniad y daflen</translation>
        </message>
        <message>
            <source>Which way up</source>
            <translation>Pa ffordd i fyny</translation>
        </message>
        <message>
            <source>Message on every sheet</source>
            <translation>Neges ar bob taflen</translation>
        </message>
        <message>
            <source>Leaflets in a bundle</source>
            <translation>Taflenni gwybodaeth mewn bwndel</translation>
        </message>
        <message>
            <source>Spare leaflets</source>
            <translation>Taflenni gwybodaeth sbâr</translation>
        </message>
        <message>
            <source>(not saved)</source>
            <translation>(heb ei gadw)</translation>
        </message>
        <message>
            <source>scanned</source>
            <translation>sganiwyd</translation>
        </message>
        <message>
            <source>lost</source>
            <translation>ar goll</translation>
        </message>
        <message>
            <source>All sheets</source>
            <translation>Pob taflen</translation>
        </message>
        <message>
            <source>To chase</source>
            <translation>I'w holi</translation>
        </message>
        <message>
            <source>Printed, not handed out</source>
            <translation>Argraffwyd, heb ei rhoi allan</translation>
        </message>
        <message>
            <source>Back, not keyed</source>
            <translation>Yn ôl, heb ei mewnbynnu</translation>
        </message>
        <message>
            <source>Scanned, not keyed</source>
            <translation>Sganiwyd, heb ei mewnbynnu</translation>
        </message>
        <message>
            <source>Mark &amp;back</source>
            <translation>Nodi yn ô&amp;l</translation>
        </message>
        <message>
            <source>They are back and wait to be keyed</source>
            <translation>Maen nhw yn ôl ac yn aros i'w mewnbynnu</translation>
        </message>
        <message>
            <source>Mark &amp;not handed out</source>
            <translation>Nodi &amp;heb ei rhoi allan</translation>
        </message>
        <message>
            <source>They lie here and wait for somebody</source>
            <translation>Maen nhw yma yn aros am rywun</translation>
        </message>
        <message>
            <source>Mark &amp;lost</source>
            <translation>Nodi ar &amp;goll</translation>
        </message>
        <message>
            <source>They will not come back</source>
            <translation>Ni ddônt yn ôl</translation>
        </message>
        <message>
            <source>Mark &amp;destroyed</source>
            <translation>Nodi wedi'i &amp;dinistrio</translation>
        </message>
        <message>
            <source>The paper is shredded; what was keyed stays</source>
            <translation>Mae'r papur wedi'i rwygo; mae'r hyn a fewnbynnwyd yn aros</translation>
        </message>
        <message>
            <source>To chase: </source>
            <translation>I'w holi: </translation>
        </message>
        <message>
            <source>Which sheets</source>
            <translation>Pa daflenni</translation>
        </message>
        <message>
            <source>Code, round or person</source>
            <translation>Cod, taith neu berson</translation>
        </message>
        <message>
            <source>Find a sheet</source>
            <translation>Canfod taflen</translation>
        </message>
        <message>
            <source>Hand out to…</source>
            <translation>Rhoi allan i…</translation>
        </message>
        <message>
            <source>Print again…</source>
            <translation>Argraffu eto…</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>Nodi</translation>
        </message>
        <message>
            <source>Hand out</source>
            <translation>Rhoi allan</translation>
        </message>
        <message>
            <source>Who has them now?</source>
            <translation>Gan bwy maen nhw nawr?</translation>
        </message>
        <message>
            <source>destroyed</source>
            <translation>dinistriwyd</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>a %n arall</numerusform>
                <numerusform>a %n arall</numerusform>
                <numerusform>a %n arall</numerusform>
                <numerusform>a %n arall</numerusform>
                <numerusform>a %n arall</numerusform>
            </translation>
        </message>
        <message>
            <source>Key this sheet (Enter)</source>
            <translation>Mewnbynnu'r daflen hon (Enter)</translation>
        </message>
        <message>
            <source>Somebody has them from now on</source>
            <translation>Mae rhywun â nhw o hyn ymlaen</translation>
        </message>
        <message>
            <source>Print this one page again; it takes the old one's place</source>
            <translation>Argraffu'r un dudalen hon eto; mae'n cymryd lle'r hen un</translation>
        </message>
        <message>
            <source>{n} of {all} sheets</source>
            <translation>{n} o {all} taflen</translation>
        </message>
        <message>
            <source>Nothing was printed yet</source>
            <translation>Nid argraffwyd dim eto</translation>
        </message>
        <message>
            <source>Round or paper</source>
            <translation>Taith neu bapur</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Tudalen</translation>
        </message>
        <message>
            <source>With</source>
            <translation>Gan</translation>
        </message>
        <message>
            <source>Days out</source>
            <translation>Diwrnodau allan</translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Argraffwyd</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Statws</translation>
        </message>
        <message numerus="yes">
            <source>{who}{phone}: {what}, %n sheet(s), {days}</source>
            <translation>
                <numerusform>{who}{phone}: {what}, %n taflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %n daflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %n taflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %n taflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %n taflen, {days}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n diwrnod</numerusform>
                <numerusform>%n diwrnod</numerusform>
                <numerusform>%n diwrnod</numerusform>
                <numerusform>%n diwrnod</numerusform>
                <numerusform>%n diwrnod</numerusform>
            </translation>
        </message>
        <message>
            <source>printed again as {code}</source>
            <translation>argraffwyd eto fel {code}</translation>
        </message>
        <message>
            <source>nobody named</source>
            <translation>neb wedi'i enwi</translation>
        </message>
        <message>
            <source>{n} of {all}</source>
            <translation>{n} o {all}</translation>
        </message>
        <message>
            <source>round {n}</source>
            <translation>taith {n}</translation>
        </message>
        <message>
            <source>run {n} by {who}</source>
            <translation>rhediad {n} gan {who}</translation>
        </message>
        <message>
            <source>Printer</source>
            <translation>Argraffydd</translation>
        </message>
        <message>
            <source>Promoter</source>
            <translation>Hyrwyddwr</translation>
        </message>
        <message>
            <source>On behalf of</source>
            <translation>Ar ran</translation>
        </message>
        <message>
            <source>Kind of paper</source>
            <translation>Math o bapur</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Agor y ffolder</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) sent to the printer.</source>
            <translation>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %n dudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd.</numerusform>
            </translation>
        </message>
        <message>
            <source>The law asks for an imprint on everything that goes to voters.</source>
            <translation>Mae'r gyfraith yn gofyn am argraffnod ar bopeth sy'n mynd at bleidleiswyr.</translation>
        </message>
        <message>
            <source>Printer…</source>
            <translation>Argraffydd…</translation>
        </message>
        <message>
            <source>The first {shown} of {all} pages are shown.</source>
            <translation>Dangosir y {shown} tudalen gyntaf o {all}.</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) in {file}.</source>
            <translation>
                <numerusform>%n tudalen yn {file}.</numerusform>
                <numerusform>%n dudalen yn {file}.</numerusform>
                <numerusform>%n tudalen yn {file}.</numerusform>
                <numerusform>%n tudalen yn {file}.</numerusform>
                <numerusform>%n tudalen yn {file}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Each has its code and is in the ledger.</source>
            <translation>Mae gan bob un ei chod ac mae yn y llyfr cofnod.</translation>
        </message>
        <message>
            <source>Print to folder</source>
            <translation>Argraffu i ffolder</translation>
        </message>
        <message>
            <source>name and address</source>
            <translation>enw a chyfeiriad</translation>
        </message>
        <message>
            <source>Imprint: {part}</source>
            <translation>Argraffnod: {part}</translation>
        </message>
        <message>
            <source>Polling districts</source>
            <translation>Dosbarthiadau pleidleisio</translation>
        </message>
        <message>
            <source>Last answers</source>
            <translation>Atebion diwethaf</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Dyddiad</translation>
        </message>
        <message>
            <source>Meet at</source>
            <translation>Cwrdd yn</translation>
        </message>
        <message>
            <source>Label sheet</source>
            <translation>Dalen labeli</translation>
        </message>
        <message>
            <source>Labels for</source>
            <translation>Labeli ar gyfer</translation>
        </message>
        <message>
            <source>Start at label</source>
            <translation>Dechrau ar label</translation>
        </message>
        <message>
            <source>Poster</source>
            <translation>Poster</translation>
        </message>
        <message>
            <source>Cards on a page</source>
            <translation>Cardiau ar dudalen</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Testun</translation>
        </message>
        <message>
            <source>Postal voters too</source>
            <translation>Pleidleiswyr post hefyd</translation>
        </message>
        <message>
            <source>Address to the electors by name</source>
            <translation>Cyfeirio at yr etholwyr wrth eu henwau</translation>
        </message>
        <message>
            <source>Over several pages to stick together</source>
            <translation>Dros sawl tudalen i'w gludo ynghyd</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>Ar draws</translation>
        </message>
        <message>
            <source>all, or 1,3-5</source>
            <translation>pob un, neu 1,3-5</translation>
        </message>
        <message>
            <source>all, or LV1 LV2</source>
            <translation>pob un, neu LV1 LV2</translation>
        </message>
        <message>
            <source>all, or 1 2</source>
            <translation>pob un, neu 1 2</translation>
        </message>
        <message>
            <source>The words of the letter or card; an empty line makes a paragraph.</source>
            <translation>Geiriau'r llythyr neu'r cerdyn; mae llinell wag yn gwneud paragraff.</translation>
        </message>
        <message>
            <source>bundles of each round</source>
            <translation>bwndeli pob taith</translation>
        </message>
        <message>
            <source>addresses</source>
            <translation>cyfeiriadau</translation>
        </message>
        <message>
            <source>named electors</source>
            <translation>etholwyr wrth eu henwau</translation>
        </message>
        <message>
            <source>the newest that suits</source>
            <translation>yr un diweddaraf sy'n addas</translation>
        </message>
        <message>
            <source>Print papers</source>
            <translation>Argraffu papurau</translation>
        </message>
        <message>
            <source>Change the imprint</source>
            <translation>Newid yr argraffnod</translation>
        </message>
        <message>
            <source>Session cover</source>
            <translation>Clawr sesiwn</translation>
        </message>
        <message>
            <source>Who goes where, where to meet, room for how it went</source>
            <translation>Pwy sy'n mynd i ble, ble i gwrdd, lle i nodi sut aeth hi</translation>
        </message>
        <message>
            <source>Board runner’s sheets</source>
            <translation>Taflenni'r sawl sy'n cadw'r bwrdd</translation>
        </message>
        <message>
            <source>A sheet a round: every door to send a canvasser to, without names</source>
            <translation>Taflen i bob taith: pob drws i anfon canfasiwr iddo, heb enwau</translation>
        </message>
        <message>
            <source>Bundle covers</source>
            <translation>Cloriau bwndeli</translation>
        </message>
        <message>
            <source>For the leaflets of each round: how many, for whom, where</source>
            <translation>I daflenni gwybodaeth pob taith: faint, i bwy, ble</translation>
        </message>
        <message>
            <source>Distributor’s list</source>
            <translation>Rhestr y dosbarthwr</translation>
        </message>
        <message>
            <source>Which deliverer gets which bundles at what address, to tick</source>
            <translation>Pa ddosbarthwr sy'n cael pa fwndeli ym mha gyfeiriad, i'w ticio</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Labeli</translation>
        </message>
        <message>
            <source>For bundles, addresses or named electors, on label sheets</source>
            <translation>I fwndeli, cyfeiriadau neu etholwyr wrth eu henwau, ar ddalennau labeli</translation>
        </message>
        <message>
            <source>Ward map for the wall</source>
            <translation>Map o'r ward i'r wal</translation>
        </message>
        <message>
            <source>The ward with all rounds, on one sheet or on several to stick together</source>
            <translation>Y ward â phob taith, ar un ddalen neu ar sawl un i'w gludo ynghyd</translation>
        </message>
        <message>
            <source>Street index</source>
            <translation>Mynegai strydoedd</translation>
        </message>
        <message>
            <source>Every street and the round it is in</source>
            <translation>Pob stryd a'r daith y mae ynddi</translation>
        </message>
        <message>
            <source>Calling cards</source>
            <translation>Cardiau galw</translation>
        </message>
        <message>
            <source>“Sorry we missed you”, several on a page with marks to cut by; no names</source>
            <translation>“Mae'n ddrwg gennym eich colli”, sawl un ar dudalen â marciau torri; dim enwau</translation>
        </message>
        <message>
            <source>A letter to each household, in the order they are delivered</source>
            <translation>Llythyr i bob aelwyd, yn nhrefn eu dosbarthu</translation>
        </message>
        <message>
            <source>Number taker’s pads</source>
            <translation>Padiau'r cofnodwr rhifau</translation>
        </message>
        <message>
            <source>Every elector number of a polling district, to strike out; no names</source>
            <translation>Pob rhif etholwr mewn dosbarth pleidleisio, i'w groesi allan; dim enwau</translation>
        </message>
        <message>
            <source>Who gave the chosen answers and has not voted yet, in walking order</source>
            <translation>Pwy roddodd yr atebion a ddewiswyd a heb bleidleisio eto, mewn trefn gerdded</translation>
        </message>
        <message>
            <source>Postal voters</source>
            <translation>Pleidleiswyr post</translation>
        </message>
        <message>
            <source>Who votes by post and should be reminded, in walking order</source>
            <translation>Pwy sy'n pleidleisio drwy'r post ac y dylid eu hatgoffa, mewn trefn gerdded</translation>
        </message>
        <message>
            <source>Lifts to the poll</source>
            <translation>Lifftiau i bleidleisio</translation>
        </message>
        <message>
            <source>Who asked for a lift and has not voted yet</source>
            <translation>Pwy ofynnodd am lifft a heb bleidleisio eto</translation>
        </message>
        <message>
            <source>Delete the design</source>
            <translation>Dileu'r dyluniad</translation>
        </message>
        <message>
            <source>Choose a round to see its pages.</source>
            <translation>Dewiswch daith i weld ei thudalennau.</translation>
        </message>
        <message>
            <source>Print “{plan}”</source>
            <translation>Argraffu “{plan}”</translation>
        </message>
        <message>
            <source>Print {code} again</source>
            <translation>Argraffu {code} eto</translation>
        </message>
        <message>
            <source>Preview of the page</source>
            <translation>Rhagolwg o'r dudalen</translation>
        </message>
        <message>
            <source>The page before (Page up)</source>
            <translation>Y dudalen flaenorol (Page up)</translation>
        </message>
        <message>
            <source>The next page (Page down)</source>
            <translation>Y dudalen nesaf (Page down)</translation>
        </message>
        <message>
            <source>page {n} of {all}</source>
            <translation>tudalen {n} o {all}</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) sent to the printer</source>
            <translation>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %n dudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %n tudalen at yr argraffydd</numerusform>
            </translation>
        </message>
        <message>
            <source>Rounds to print</source>
            <translation>Teithiau i'w hargraffu</translation>
        </message>
        <message numerus="yes">
            <source>in %n file(s)</source>
            <translation>
                <numerusform>mewn %n ffeil</numerusform>
                <numerusform>mewn %n ffeil</numerusform>
                <numerusform>mewn %n ffeil</numerusform>
                <numerusform>mewn %n ffeil</numerusform>
                <numerusform>mewn %n ffeil</numerusform>
            </translation>
        </message>
        <message>
            <source>Print to one file in folder</source>
            <translation>Argraffu i un ffeil yn y ffolder</translation>
        </message>
        <message numerus="yes">
            <source>Print %n round(s) to folder…</source>
            <translation>
                <numerusform>Argraffu %n taith i ffolder…</numerusform>
                <numerusform>Argraffu %n daith i ffolder…</numerusform>
                <numerusform>Argraffu %n taith i ffolder…</numerusform>
                <numerusform>Argraffu %n taith i ffolder…</numerusform>
                <numerusform>Argraffu %n taith i ffolder…</numerusform>
            </translation>
        </message>
        <message>
            <source>Which rounds</source>
            <translation>Pa deithiau</translation>
        </message>
        <message>
            <source>All rounds</source>
            <translation>Pob taith</translation>
        </message>
        <message>
            <source>Selected rounds</source>
            <translation>Teithiau a ddewiswyd</translation>
        </message>
        <message>
            <source>One file…</source>
            <translation>Un ffeil…</translation>
        </message>
        <message>
            <source>They go out at once</source>
            <translation>Maen nhw'n mynd allan ar unwaith</translation>
        </message>
        <message>
            <source>Otherwise the ledger has them as printed, until you hand them out</source>
            <translation>Fel arall mae'r llyfr cofnod yn eu nodi fel rhai a argraffwyd, nes i chi eu rhoi allan</translation>
        </message>
        <message>
            <source>Ledger</source>
            <translation>Llyfr cofnod</translation>
        </message>
        <message>
            <source>More papers</source>
            <translation>Mwy o bapurau</translation>
        </message>
        <message>
            <source>No rounds to print</source>
            <translation>Dim teithiau i'w hargraffu</translation>
        </message>
        <message>
            <source>Walk sheets are made of rounds. Split the ward into rounds first.</source>
            <translation>Gwneir taflenni cerdded o deithiau. Rhannwch y ward yn deithiau yn gyntaf.</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n tudalen</numerusform>
                <numerusform>%n dudalen</numerusform>
                <numerusform>%n tudalen</numerusform>
                <numerusform>%n tudalen</numerusform>
                <numerusform>%n tudalen</numerusform>
            </translation>
        </message>
        <message>
            <source>print run {n}</source>
            <translation>rhediad argraffu {n}</translation>
        </message>
        <message>
            <source>For</source>
            <translation>I</translation>
        </message>
        <message>
            <source>{sent}, print run {n}.</source>
            <translation>{sent}, rhediad argraffu {n}.</translation>
        </message>
        <message>
            <source>Print {code} again to folder</source>
            <translation>Argraffu {code} eto i ffolder</translation>
        </message>
        <message>
            <source>in place of {codes}</source>
            <translation>yn lle {codes}</translation>
        </message>
        <message>
            <source>name</source>
            <translation>enw</translation>
        </message>
        <message>
            <source>last answer and when</source>
            <translation>ateb diwethaf a phryd</translation>
        </message>
        <message>
            <source>Words, codes, columns</source>
            <translation>Geiriau, codau, colofnau</translation>
        </message>
        <message>
            <source>Codes with a box</source>
            <translation>Codau â blwch</translation>
        </message>
        <message>
            <source>Columns before the boxes</source>
            <translation>Colofnau cyn y blychau</translation>
        </message>
        <message>
            <source>poster, postal vote, lift, helper, casework</source>
            <translation>poster, pleidlais bost, lifft, cynorthwyydd, gwaith achos</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Defnyddio</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Cynharach</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Hwyrach</translation>
        </message>
        <message>
            <source>At the top of each sheet</source>
            <translation>Ar frig pob taflen</translation>
        </message>
        <message>
            <source>At the foot</source>
            <translation>Ar y gwaelod</translation>
        </message>
        <message>
            <source>Up to twelve boxes read well. Drag to put in order, or Earlier and Later.</source>
            <translation>Mae hyd at ddeuddeg blwch yn darllen yn dda. Llusgwch i'w trefnu, neu Cynharach a Hwyrach.</translation>
        </message>
        <message>
            <source>Put it one place earlier</source>
            <translation>Ei roi un lle'n gynharach</translation>
        </message>
        <message>
            <source>Put it one place later</source>
            <translation>Ei roi un lle'n hwyrach</translation>
        </message>
        <message>
            <source>Follow-ups, with commas</source>
            <translation>Camau dilynol, â chomas</translation>
        </message>
        <message>
            <source>Minutes at one door, the walking apart, in every plan but those split with one figure for all doors. Enter or double click to change. What housing a door is, you say on the map.</source>
            <translation>Munudau wrth un drws, heb y cerdded, ym mhob cynllun ond y rhai a rannwyd ag un ffigur i bob drws. Enter neu glicio ddwywaith i newid. Ar y map y dywedwch pa fath o dŷ yw drws.</translation>
        </message>
        <message>
            <source>Minutes at a door, by housing</source>
            <translation>Munudau wrth ddrws, yn ôl y tai</translation>
        </message>
        <message>
            <source>Take what the sheets say</source>
            <translation>Cymryd yr hyn a ddywed y taflenni</translation>
        </message>
        <message>
            <source> min</source>
            <translation> mun</translation>
        </message>
        <message>
            <source>Write the learnt figure of the chosen line into the table; nothing does so by itself</source>
            <translation>Ysgrifennu ffigur dysgedig y llinell a ddewiswyd yn y tabl; nid oes dim yn gwneud hynny ohono'i hun</translation>
        </message>
        <message>
            <source>&amp;Stairs, up and down</source>
            <translation>&amp;Grisiau, i fyny ac i lawr</translation>
        </message>
        <message>
            <source>Doors that share a storey</source>
            <translation>Drysau sy'n rhannu llawr</translation>
        </message>
        <message>
            <source>&amp;Waiting to cross a main road</source>
            <translation>&amp;Aros i groesi ffordd fawr</translation>
        </message>
        <message>
            <source>As shipped</source>
            <translation>Fel y daeth</translation>
        </message>
        <message>
            <source>Sheets say</source>
            <translation>Dywed taflenni</translation>
        </message>
        <message>
            <source>Canvass</source>
            <translation>Canfasio</translation>
        </message>
        <message>
            <source>{minutes:.2f} of {sheets}</source>
            <translation>{minutes:.2f} o {sheets}</translation>
        </message>
        <message>
            <source>Who has this round</source>
            <translation>Pwy sydd â'r daith hon</translation>
        </message>
        <message>
            <source>Cannot go on</source>
            <translation>Methu parhau</translation>
        </message>
        <message>
            <source>Take them off the list as well; what they did stays on record</source>
            <translation>Eu tynnu oddi ar y rhestr hefyd; mae'r hyn a wnaethant yn aros ar gofnod</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Trosglwyddo</translation>
        </message>
        <message>
            <source>Each of these rounds goes to the one chosen here, or has nobody.</source>
            <translation>Mae pob un o'r teithiau hyn yn mynd i'r sawl a ddewisir yma, neu nid oes ganddi neb.</translation>
        </message>
        <message>
            <source>They hold no round, so nothing needs handing over.</source>
            <translation>Nid oes ganddynt daith, felly nid oes dim i'w drosglwyddo.</translation>
        </message>
        <message>
            <source>{plan}, round {n} {name}, {doors} doors</source>
            <translation>{plan}, taith {n} {name}, {doors} drws</translation>
        </message>
        <message>
            <source>Who takes over: {round}</source>
            <translation>Pwy sy'n cymryd drosodd: {round}</translation>
        </message>
        <message>
            <source>{name} cannot go on</source>
            <translation>Ni all {name} barhau</translation>
        </message>
        <message>
            <source>New volunteer</source>
            <translation>Gwirfoddolwr newydd</translation>
        </message>
        <message>
            <source>left</source>
            <translation>gadawodd</translation>
        </message>
        <message>
            <source>Change a volunteer</source>
            <translation>Newid gwirfoddolwr</translation>
        </message>
        <message>
            <source>Remove volunteer</source>
            <translation>Tynnu gwirfoddolwr</translation>
        </message>
        <message>
            <source>{out} sheets out, {done} brought back</source>
            <translation>{out} taflen allan, {done} wedi dod yn ôl</translation>
        </message>
        <message>
            <source>Take a round back</source>
            <translation>Cymryd taith yn ôl</translation>
        </message>
        <message>
            <source>Assign a round</source>
            <translation>Rhoi taith i rywun</translation>
        </message>
        <message>
            <source>Hand over rounds</source>
            <translation>Trosglwyddo teithiau</translation>
        </message>
        <message>
            <source>Suggest volunteers</source>
            <translation>Awgrymu gwirfoddolwyr</translation>
        </message>
        <message>
            <source>“{value}” is not a number of letterboxes; nothing was changed. Give a whole number.</source>
            <translation>Nid yw “{value}” yn nifer o flychau llythyrau; ni newidiwyd dim. Rhowch rif cyfan.</translation>
        </message>
        <message numerus="yes">
            <source>%n person(s)</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n person</numerusform>
                <numerusform>%n berson</numerusform>
                <numerusform>%n pherson</numerusform>
                <numerusform>%n person</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) are out; the longest first</source>
            <translation>
                <numerusform>Mae %n taflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %n taflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %n daflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %n taflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %n taflen allan; yr hiraf yn gyntaf</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody helps yet. Add somebody (Ins), or import a list.</source>
            <translation>Nid oes neb yn helpu eto. Ychwanegwch rywun (Ins), neu fewnforio rhestr.</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Pobl</translation>
        </message>
        <message>
            <source>At home</source>
            <translation>Gartref</translation>
        </message>
        <message>
            <source>Give</source>
            <translation>Rhoi</translation>
        </message>
        <message>
            <source>Nobody helps yet</source>
            <translation>Nid oes neb yn helpu eto</translation>
        </message>
        <message>
            <source>Import a list of volunteers from a spreadsheet, or add them one by one. Rounds are given out here.</source>
            <translation>Mewnforiwch restr o wirfoddolwyr o daenlen, neu ychwanegwch nhw fesul un. Rhoddir teithiau allan yma.</translation>
        </message>
        <message>
            <source>{k} of {n} people</source>
            <translation>{k} o {n} o bobl</translation>
        </message>
        <message numerus="yes">
            <source>%n of {all} rounds have nobody</source>
            <translation>
                <numerusform>Nid oes gan %n o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %n o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %n o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %n o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %n o {all} taith neb</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n round(s) are given out</source>
            <translation>
                <numerusform>Rhoddwyd pob un o'r %n taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %n taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %n taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %n taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %n taith allan</numerusform>
            </translation>
        </message>
        <message>
            <source>No rounds yet: make a plan in Map &amp; Rounds.</source>
            <translation>Dim teithiau eto: gwnewch gynllun yn Map a Theithiau.</translation>
        </message>
        <message>
            <source>Take in a spreadsheet of people</source>
            <translation>Derbyn taenlen o bobl</translation>
        </message>
        <message>
            <source>Write the list to a file</source>
            <translation>Ysgrifennu'r rhestr i ffeil</translation>
        </message>
        <message>
            <source>Give the round to the person chosen here (Enter)</source>
            <translation>Rhoi'r daith i'r person a ddewisir yma (Enter)</translation>
        </message>
        <message>
            <source>Round {n}: {name}</source>
            <translation>Taith {n}: {name}</translation>
        </message>
        <message>
            <source> … and {n} more</source>
            <translation> … a {n} arall</translation>
        </message>
        <message>
            <source>To look at: {what}</source>
            <translation>I edrych arno: {what}</translation>
        </message>
        <message>
            <source>Rounds ({n} without anybody)</source>
            <translation>Teithiau ({n} heb neb)</translation>
        </message>
        <message>
            <source>Or drag somebody on to a round:</source>
            <translation>Neu lusgwch rywun ar daith:</translation>
        </message>
        <message>
            <source>Nobody who does such rounds has room for this one.</source>
            <translation>Nid oes gan neb sy'n gwneud teithiau o'r fath le i hon.</translation>
        </message>
        <message>
            <source>No sheet is out: what was printed is back, keyed or lost.</source>
            <translation>Nid oes taflen allan: mae'r hyn a argraffwyd yn ôl, wedi'i fewnbynnu neu ar goll.</translation>
        </message>
        <message>
            <source>Rounds and who has them</source>
            <translation>Teithiau a phwy sydd â nhw</translation>
        </message>
        <message>
            <source>People to drag on to a round</source>
            <translation>Pobl i'w llusgo ar daith</translation>
        </message>
        <message>
            <source>Who could take this round</source>
            <translation>Pwy allai gymryd y daith hon</translation>
        </message>
        <message>
            <source>Who has what at home</source>
            <translation>Pwy sydd â beth gartref</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Enw</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Ffôn</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-bost</translation>
        </message>
        <message>
            <source>Most doors</source>
            <translation>Uchafswm drysau</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>Ar gael</translation>
        </message>
        <message>
            <source>Has</source>
            <translation>Sydd â</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Nodiadau</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Could take it</source>
            <translation>Gallai ei chymryd</translation>
        </message>
        <message>
            <source>Because</source>
            <translation>Oherwydd</translation>
        </message>
        <message>
            <source>Bundles</source>
            <translation>Bwndeli</translation>
        </message>
        <message>
            <source>Out since</source>
            <translation>Allan ers</translation>
        </message>
        <message>
            <source>canvasser; deliverer; distributor; board runner; teller</source>
            <translation>canvasser; deliverer; distributor; board runner; teller</translation>
        </message>
        <message>
            <source>How many letterboxes they carry for one plan; empty: no limit</source>
            <translation>Faint o flychau llythyrau y maent yn eu gwneud i un cynllun; gwag: dim terfyn</translation>
        </message>
        <message>
            <source>Enter to choose, Del to take back, or drag somebody here</source>
            <translation>Enter i ddewis, Del i gymryd yn ôl, neu lusgo rhywun yma</translation>
        </message>
        <message>
            <source>nobody was named</source>
            <translation>ni enwyd neb</translation>
        </message>
        <message>
            <source>Can help on</source>
            <translation>Yn gallu helpu ar</translation>
        </message>
        <message>
            <source>Can help at</source>
            <translation>Yn gallu helpu yn ystod</translation>
        </message>
        <message>
            <source>Any day</source>
            <translation>Unrhyw ddiwrnod</translation>
        </message>
        <message>
            <source>Nobody said they can help then. What people write stands under Available.</source>
            <translation>Ni ddywedodd neb y gallant helpu bryd hynny. Mae'r hyn y mae pobl yn ei ysgrifennu o dan Ar gael.</translation>
        </message>
        <message>
            <source>any time</source>
            <translation>unrhyw amser</translation>
        </message>
        <message>
            <source>in the morning</source>
            <translation>yn y bore</translation>
        </message>
        <message>
            <source>in the afternoon</source>
            <translation>yn y prynhawn</translation>
        </message>
        <message>
            <source>in the evening</source>
            <translation>gyda'r nos</translation>
        </message>
        <message>
            <source>Show only who said they can help then</source>
            <translation>Dangos dim ond y rhai a ddywedodd y gallant helpu bryd hynny</translation>
        </message>
        <message>
            <source>Copy this chart</source>
            <translation>Copïo'r siart hon</translation>
        </message>
        <message>
            <source>Save this chart…</source>
            <translation>Cadw'r siart hon…</translation>
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
            <source>Folder</source>
            <translation>Ffolder</translation>
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
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>Iawn</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Cadw</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Agor</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ie</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Na</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cau</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Canslo</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Gwaredu</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Cymorth</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Gosod</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Ailosod</translation>
        </message>
    </context>
    <context>
        <name>QGnomeTheme</name>
        <message>
            <source>&amp;OK</source>
            <translation>&amp;Iawn</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Cadw</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>C&amp;anslo</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>Ca&amp;u</translation>
        </message>
    </context>
</TS>
