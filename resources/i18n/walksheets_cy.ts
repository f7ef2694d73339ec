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
            <source>%Ln round(s) ready, nothing printed yet.</source>
            <translation>
                <numerusform>%Ln taith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%Ln daith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%Ln taith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%Ln taith yn barod, dim wedi'i argraffu eto.</numerusform>
                <numerusform>%Ln taith yn barod, dim wedi'i argraffu eto.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sheet(s) not back.</source>
            <translation>
                <numerusform>%Ln taflen heb ddod yn ôl.</numerusform>
                <numerusform>%Ln daflen heb ddod yn ôl.</numerusform>
                <numerusform>%Ln taflen heb ddod yn ôl.</numerusform>
                <numerusform>%Ln taflen heb ddod yn ôl.</numerusform>
                <numerusform>%Ln taflen heb ddod yn ôl.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) could not be placed.</source>
            <translation>
                <numerusform>Nid oedd modd lleoli %Ln drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %Ln drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %Ln drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %Ln drws.</numerusform>
                <numerusform>Nid oedd modd lleoli %Ln drws.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import a map extract</source>
            <translation>Mewnforio detholiad o fap</translation>
        </message>
        <message numerus="yes">
            <source>%Ln sheet(s) back and not keyed yet.</source>
            <translation>
                <numerusform>%Ln taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%Ln daflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%Ln taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%Ln taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
                <numerusform>%Ln taflen yn ôl a heb ei mewnbynnu eto.</numerusform>
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
            <source>%Ln sheet(s) lost.</source>
            <translation>
                <numerusform>%Ln taflen ar goll.</numerusform>
                <numerusform>%Ln daflen ar goll.</numerusform>
                <numerusform>%Ln taflen ar goll.</numerusform>
                <numerusform>%Ln taflen ar goll.</numerusform>
                <numerusform>%Ln taflen ar goll.</numerusform>
            </translation>
        </message>
        <message>
            <source>See the ledger</source>
            <translation>Gweld y llyfr cofnod</translation>
        </message>
        <message numerus="yes">
            <source>The register is %Ln day(s) old.</source>
            <translation>
                <numerusform>Mae'r gofrestr yn %Ln diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %Ln diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %Ln diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %Ln diwrnod oed.</numerusform>
                <numerusform>Mae'r gofrestr yn %Ln diwrnod oed.</numerusform>
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
            <source>The oldest went out %Ln day(s) ago.</source>
            <translation>
                <numerusform>Aeth yr hynaf allan %Ln diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %Ln diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %Ln diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %Ln diwrnod yn ôl.</numerusform>
                <numerusform>Aeth yr hynaf allan %Ln diwrnod yn ôl.</numerusform>
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
            <source>%Ln round(s) have nobody, the first is {round}.</source>
            <translation>
                <numerusform>Nid oes gan %Ln taith neb, y gyntaf yw {round}.</numerusform>
                <numerusform>Nid oes gan %Ln daith neb, sef {round}.</numerusform>
                <numerusform>Nid oes gan %Ln taith neb, y gyntaf yw {round}.</numerusform>
                <numerusform>Nid oes gan %Ln taith neb, y gyntaf yw {round}.</numerusform>
                <numerusform>Nid oes gan %Ln taith neb, y gyntaf yw {round}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{plan}” is older than the register: %Ln door(s) came or were left by everybody.</source>
            <translation>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %Ln drws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %Ln drws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %Ln ddrws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %Ln drws wedi cyrraedd neu wedi gwagio.</numerusform>
                <numerusform>Mae “{plan}” yn hŷn na'r gofrestr: %Ln drws wedi cyrraedd neu wedi gwagio.</numerusform>
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
            <source>%Ln volunteer(s)</source>
            <translation>
                <numerusform>%Ln gwirfoddolwr</numerusform>
                <numerusform>%Ln gwirfoddolwr</numerusform>
                <numerusform>%Ln gwirfoddolwr</numerusform>
                <numerusform>%Ln gwirfoddolwr</numerusform>
                <numerusform>%Ln gwirfoddolwr</numerusform>
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
            <source>%Ln round(s)</source>
            <translation>
                <numerusform>%Ln taith</numerusform>
                <numerusform>%Ln daith</numerusform>
                <numerusform>%Ln taith</numerusform>
                <numerusform>%Ln taith</numerusform>
                <numerusform>%Ln taith</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln plan(s)</source>
            <translation>
                <numerusform>%Ln cynllun</numerusform>
                <numerusform>%Ln cynllun</numerusform>
                <numerusform>%Ln cynllun</numerusform>
                <numerusform>%Ln cynllun</numerusform>
                <numerusform>%Ln cynllun</numerusform>
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
            <source>address</source>
            <translation>cyfeiriad</translation>
        </message>
        <message>
            <source>housing</source>
            <translation>math o dai</translation>
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
            <source>%Ln row(s) were not understood and stay out.</source>
            <translation>
                <numerusform>Ni ddeallwyd %Ln rhes ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %Ln rhes ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %Ln res ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %Ln rhes ac maent yn aros allan.</numerusform>
                <numerusform>Ni ddeallwyd %Ln rhes ac maent yn aros allan.</numerusform>
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
            <source>Mapping “{name}” kept: files like this one are known from now on.</source>
            <translation>Cadwyd y mapio “{name}”: adnabyddir ffeiliau fel hon o hyn ymlaen.</translation>
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
            <source>%Ln found</source>
            <translation>
                <numerusform>%Ln wedi'u canfod</numerusform>
                <numerusform>%Ln wedi'u canfod</numerusform>
                <numerusform>%Ln wedi'u canfod</numerusform>
                <numerusform>%Ln wedi'u canfod</numerusform>
                <numerusform>%Ln wedi'u canfod</numerusform>
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
            <source>%Ln line(s) have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.</source>
            <translation>
                <numerusform>Mae %Ln llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %Ln llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %Ln llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %Ln llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
                <numerusform>Mae %Ln llinell heb ddim eto: {lines}. Enter: maen nhw'n wag ar y papur hefyd. Mae ↑ yn mynd i'r gyntaf.</numerusform>
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
            <source>%Ln number(s) taken back.</source>
            <translation>
                <numerusform>Tynnwyd %Ln rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %Ln rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %Ln rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %Ln rhif yn ôl.</numerusform>
                <numerusform>Tynnwyd %Ln rhif yn ôl.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln number(s) kept.</source>
            <translation>
                <numerusform>Cadwyd %Ln rhif.</numerusform>
                <numerusform>Cadwyd %Ln rhif.</numerusform>
                <numerusform>Cadwyd %Ln rhif.</numerusform>
                <numerusform>Cadwyd %Ln rhif.</numerusform>
                <numerusform>Cadwyd %Ln rhif.</numerusform>
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
            <source>%Ln was (were) there before.</source>
            <translation>
                <numerusform>Roedd %Ln yno eisoes.</numerusform>
                <numerusform>Roedd %Ln yno eisoes.</numerusform>
                <numerusform>Roedd %Ln yno eisoes.</numerusform>
                <numerusform>Roedd %Ln yno eisoes.</numerusform>
                <numerusform>Roedd %Ln yno eisoes.</numerusform>
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
            <source>{who} keyed %Ln line(s) of this page just now.</source>
            <translation>
                <numerusform>Mae {who} newydd fewnbynnu %Ln llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %Ln llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %Ln llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %Ln llinell o'r dudalen hon.</numerusform>
                <numerusform>Mae {who} newydd fewnbynnu %Ln llinell o'r dudalen hon.</numerusform>
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
            <source>%Ln line(s) in doubt</source>
            <translation>
                <numerusform>%Ln llinell yn amheus</numerusform>
                <numerusform>%Ln llinell yn amheus</numerusform>
                <numerusform>%Ln llinell yn amheus</numerusform>
                <numerusform>%Ln llinell yn amheus</numerusform>
                <numerusform>%Ln llinell yn amheus</numerusform>
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
            <source>%Ln page(s) confirmed and kept. Close this, or drop more scans here.</source>
            <translation>
                <numerusform>Cadarnhawyd a chadwyd %Ln tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %Ln dudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %Ln tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %Ln tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
                <numerusform>Cadarnhawyd a chadwyd %Ln tudalen. Caewch hyn, neu gollyngwch ragor o sganiau yma.</numerusform>
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
            <source>Read %Ln scan(s)</source>
            <translation>
                <numerusform>Darllen %Ln sgan</numerusform>
                <numerusform>Darllen %Ln sgan</numerusform>
                <numerusform>Darllen %Ln sgan</numerusform>
                <numerusform>Darllen %Ln sgan</numerusform>
                <numerusform>Darllen %Ln sgan</numerusform>
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
            <source>%Ln line(s) still in doubt: decide them first.</source>
            <translation>
                <numerusform>%Ln llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%Ln llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%Ln llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%Ln llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
                <numerusform>%Ln llinell yn dal yn amheus: penderfynwch yn gyntaf.</numerusform>
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
            <source>%Ln line(s) in doubt: type the code that the paper shows.</source>
            <translation>
                <numerusform>%Ln llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%Ln llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%Ln llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%Ln llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
                <numerusform>%Ln llinell yn amheus: teipiwch y cod y mae'r papur yn ei ddangos.</numerusform>
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
            <source>%Ln scanned page(s) wait…</source>
            <translation>
                <numerusform>%Ln tudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%Ln dudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%Ln dudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%Ln tudalen wedi'i sganio yn aros…</numerusform>
                <numerusform>%Ln tudalen wedi'i sganio yn aros…</numerusform>
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
            <source>%Ln elector(s) with different answers</source>
            <translation>
                <numerusform>%Ln etholwr ag atebion gwahanol</numerusform>
                <numerusform>%Ln etholwr ag atebion gwahanol</numerusform>
                <numerusform>%Ln etholwr ag atebion gwahanol</numerusform>
                <numerusform>%Ln etholwr ag atebion gwahanol</numerusform>
                <numerusform>%Ln etholwr ag atebion gwahanol</numerusform>
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
            <source>%Ln newer register(s) came in since this sheet was printed; its lines are as printed.</source>
            <translation>
                <numerusform>Daeth %Ln cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %Ln cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %Ln cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %Ln cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
                <numerusform>Daeth %Ln cofrestr newydd i mewn ers argraffu'r daflen hon; mae ei llinellau fel yr argraffwyd.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln elector(s) of this page have moved or left since; key what the paper says.</source>
            <translation>
                <numerusform>Mae %Ln etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %Ln etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %Ln etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %Ln etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
                <numerusform>Mae %Ln etholwr ar y dudalen hon wedi symud neu adael ers hynny; mewnbynnwch yr hyn a ddywed y papur.</numerusform>
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
            <source>%Ln door(s) change hands</source>
            <translation>
                <numerusform>Mae %Ln drws yn newid dwylo</numerusform>
                <numerusform>Mae %Ln drws yn newid dwylo</numerusform>
                <numerusform>Mae %Ln drws yn newid dwylo</numerusform>
                <numerusform>Mae %Ln drws yn newid dwylo</numerusform>
                <numerusform>Mae %Ln drws yn newid dwylo</numerusform>
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
            <source>{before:,.0f} → {after:,.0f} min in all</source>
            <translation>{before:,.0f} → {after:,.0f} mun i gyd</translation>
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
        <message>
            <source>&amp;Look for</source>
            <translation>C&amp;hwilio am</translation>
        </message>
        <message numerus="yes">
            <source>about %Ln round(s)</source>
            <translation>
                <numerusform>tua %Ln taith</numerusform>
                <numerusform>tua %Ln daith</numerusform>
                <numerusform>tua %Ln taith</numerusform>
                <numerusform>tua %Ln thaith</numerusform>
                <numerusform>tua %Ln taith</numerusform>
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
            <source>%Ln round(s), as large over each other as these minutes.</source>
            <translation>
                <numerusform>%Ln taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%Ln taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%Ln taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%Ln taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
                <numerusform>%Ln taith, mor fawr o'u cymharu â'r munudau hyn.</numerusform>
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
            <source>{file} could not be written, so there is no picture. Check the folder and the room on the disk.</source>
            <translation>Nid oedd modd ysgrifennu {file}, felly nid oes llun. Gwiriwch y ffolder a'r lle ar y ddisg.</translation>
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
            <source>%Ln door(s) more than 100 m from any road.</source>
            <translation>
                <numerusform>%Ln drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%Ln drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%Ln drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%Ln drws dros 100 m o unrhyw ffordd.</numerusform>
                <numerusform>%Ln drws dros 100 m o unrhyw ffordd.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) where the map shows no way.</source>
            <translation>
                <numerusform>%Ln drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%Ln drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%Ln drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%Ln drws lle nad yw'r map yn dangos ffordd.</numerusform>
                <numerusform>%Ln drws lle nad yw'r map yn dangos ffordd.</numerusform>
            </translation>
        </message>
        <message>
            <source>Round {number}: {before:.0f} → {after:.0f} min</source>
            <translation>Taith {number}: {before:.0f} → {after:.0f} mun</translation>
        </message>
        <message numerus="yes">
            <source>%Ln more round(s) changed</source>
            <translation>
                <numerusform>Newidiwyd %Ln taith arall</numerusform>
                <numerusform>Newidiwyd %Ln daith arall</numerusform>
                <numerusform>Newidiwyd %Ln taith arall</numerusform>
                <numerusform>Newidiwyd %Ln taith arall</numerusform>
                <numerusform>Newidiwyd %Ln taith arall</numerusform>
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
            <source>%Ln door(s): what are they?</source>
            <translation>
                <numerusform>%Ln drws: beth ydynt?</numerusform>
                <numerusform>%Ln drws: beth yw?</numerusform>
                <numerusform>%Ln drws: beth ydynt?</numerusform>
                <numerusform>%Ln drws: beth ydynt?</numerusform>
                <numerusform>%Ln drws: beth ydynt?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) go by post. Why?</source>
            <translation>
                <numerusform>%Ln drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%Ln drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%Ln drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%Ln drws yn mynd trwy'r post. Pam?</numerusform>
                <numerusform>%Ln drws yn mynd trwy'r post. Pam?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) go to nobody. Why?</source>
            <translation>
                <numerusform>%Ln drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%Ln drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%Ln drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%Ln drws heb neb yn mynd atynt. Pam?</numerusform>
                <numerusform>%Ln drws heb neb yn mynd atynt. Pam?</numerusform>
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
            <source>%Ln lock(s)</source>
            <translation>
                <numerusform>%Ln clo</numerusform>
                <numerusform>%Ln clo</numerusform>
                <numerusform>%Ln clo</numerusform>
                <numerusform>%Ln clo</numerusform>
                <numerusform>%Ln clo</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) by post</source>
            <translation>
                <numerusform>%Ln drws trwy'r post</numerusform>
                <numerusform>%Ln drws trwy'r post</numerusform>
                <numerusform>%Ln drws trwy'r post</numerusform>
                <numerusform>%Ln drws trwy'r post</numerusform>
                <numerusform>%Ln drws trwy'r post</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) to nobody</source>
            <translation>
                <numerusform>%Ln drws i neb</numerusform>
                <numerusform>%Ln drws i neb</numerusform>
                <numerusform>%Ln drws i neb</numerusform>
                <numerusform>%Ln drws i neb</numerusform>
                <numerusform>%Ln drws i neb</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them together</source>
            <translation>
                <numerusform>%Ln ohonynt gyda'i gilydd</numerusform>
                <numerusform>%Ln ohonynt gyda'i gilydd</numerusform>
                <numerusform>%Ln ohonynt gyda'i gilydd</numerusform>
                <numerusform>%Ln ohonynt gyda'i gilydd</numerusform>
                <numerusform>%Ln ohonynt gyda'i gilydd</numerusform>
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
            <source>%Ln door(s) in no round of this plan: grey on the map.</source>
            <translation>
                <numerusform>%Ln drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%Ln drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%Ln drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%Ln drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
                <numerusform>%Ln drws nad yw mewn taith yn y cynllun hwn: llwyd ar y map.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln door(s) that everybody left since.</source>
            <translation>
                <numerusform>%Ln drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%Ln drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%Ln drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%Ln drws y mae pawb wedi'i adael ers hynny.</numerusform>
                <numerusform>%Ln drws y mae pawb wedi'i adael ers hynny.</numerusform>
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
            <source>%Ln rounds chosen</source>
            <translation>
                <numerusform>Dewiswyd %Ln taith</numerusform>
                <numerusform>Dewiswyd %Ln daith</numerusform>
                <numerusform>Dewiswyd %Ln taith</numerusform>
                <numerusform>Dewiswyd %Ln taith</numerusform>
                <numerusform>Dewiswyd %Ln taith</numerusform>
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
            <source>Move %Ln door(s) to…</source>
            <translation>
                <numerusform>Symud %Ln drws i…</numerusform>
                <numerusform>Symud %Ln drws i…</numerusform>
                <numerusform>Symud %Ln drws i…</numerusform>
                <numerusform>Symud %Ln drws i…</numerusform>
                <numerusform>Symud %Ln drws i…</numerusform>
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
            <source>Online map: {server} sees which area is looked at</source>
            <translation>Map ar-lein: mae {server} yn gweld pa ardal yr edrychir arni</translation>
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
            <source>and %Ln more</source>
            <translation>
                <numerusform>a %Ln arall</numerusform>
                <numerusform>a %Ln arall</numerusform>
                <numerusform>a %Ln arall</numerusform>
                <numerusform>a %Ln arall</numerusform>
                <numerusform>a %Ln arall</numerusform>
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
            <source>{who}{phone}: {what}, %Ln sheet(s), {days}</source>
            <translation>
                <numerusform>{who}{phone}: {what}, %Ln taflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %Ln daflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %Ln taflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %Ln taflen, {days}</numerusform>
                <numerusform>{who}{phone}: {what}, %Ln taflen, {days}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln day(s)</source>
            <translation>
                <numerusform>%Ln diwrnod</numerusform>
                <numerusform>%Ln diwrnod</numerusform>
                <numerusform>%Ln diwrnod</numerusform>
                <numerusform>%Ln diwrnod</numerusform>
                <numerusform>%Ln diwrnod</numerusform>
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
            <source>%Ln page(s) sent to the printer.</source>
            <translation>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %Ln dudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd.</numerusform>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd.</numerusform>
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
            <source>%Ln page(s) in {file}.</source>
            <translation>
                <numerusform>%Ln tudalen yn {file}.</numerusform>
                <numerusform>%Ln dudalen yn {file}.</numerusform>
                <numerusform>%Ln tudalen yn {file}.</numerusform>
                <numerusform>%Ln tudalen yn {file}.</numerusform>
                <numerusform>%Ln tudalen yn {file}.</numerusform>
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
            <source>No printer is set up on this computer, so nothing was printed or recorded. Set one up, or print to a folder and take the PDFs to a printer.</source>
            <translation>Nid oes argraffydd wedi'i osod ar y cyfrifiadur hwn, felly ni argraffwyd na chofnodwyd dim. Gosodwch un, neu argraffwch i ffolder a mynd â'r PDFau at argraffydd.</translation>
        </message>
        <message>
            <source>The printer did not take the pages, so none came out. See whether it is switched on.</source>
            <translation>Ni dderbyniodd yr argraffydd y tudalennau, felly ni ddaeth yr un allan. Edrychwch a yw ymlaen.</translation>
        </message>
        <message>
            <source>Stopped after page {n} of {all}.</source>
            <translation>Stopiwyd ar ôl tudalen {n} o {all}.</translation>
        </message>
        <message>
            <source>Sending page {n} of {all} to the printer</source>
            <translation>Yn anfon tudalen {n} o {all} at yr argraffydd</translation>
        </message>
        <message>
            <source>The printer stopped after page {n} of {all}.</source>
            <translation>Stopiodd yr argraffydd ar ôl tudalen {n} o {all}.</translation>
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
        <message numerus="yes">
            <source>The %Ln page(s) are in the ledger as destroyed: throw away what came out, and print again.</source>
            <translation>
                <numerusform>Mae'r %Ln tudalen yn y llyfr cofnod fel rhai a ddinistriwyd: taflwch yr hyn a ddaeth allan, ac argraffwch eto.</numerusform>
                <numerusform>Mae'r %Ln dudalen yn y llyfr cofnod fel un a ddinistriwyd: taflwch yr hyn a ddaeth allan, ac argraffwch eto.</numerusform>
                <numerusform>Mae'r %Ln tudalen yn y llyfr cofnod fel rhai a ddinistriwyd: taflwch yr hyn a ddaeth allan, ac argraffwch eto.</numerusform>
                <numerusform>Mae'r %Ln tudalen yn y llyfr cofnod fel rhai a ddinistriwyd: taflwch yr hyn a ddaeth allan, ac argraffwch eto.</numerusform>
                <numerusform>Mae'r %Ln tudalen yn y llyfr cofnod fel rhai a ddinistriwyd: taflwch yr hyn a ddaeth allan, ac argraffwch eto.</numerusform>
            </translation>
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
            <source>%Ln page(s) sent to the printer</source>
            <translation>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %Ln dudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd</numerusform>
                <numerusform>Anfonwyd %Ln tudalen at yr argraffydd</numerusform>
            </translation>
        </message>
        <message>
            <source>Rounds to print</source>
            <translation>Teithiau i'w hargraffu</translation>
        </message>
        <message numerus="yes">
            <source>in %Ln file(s)</source>
            <translation>
                <numerusform>mewn %Ln ffeil</numerusform>
                <numerusform>mewn %Ln ffeil</numerusform>
                <numerusform>mewn %Ln ffeil</numerusform>
                <numerusform>mewn %Ln ffeil</numerusform>
                <numerusform>mewn %Ln ffeil</numerusform>
            </translation>
        </message>
        <message>
            <source>Print to one file in folder</source>
            <translation>Argraffu i un ffeil yn y ffolder</translation>
        </message>
        <message numerus="yes">
            <source>Print %Ln round(s) to folder…</source>
            <translation>
                <numerusform>Argraffu %Ln taith i ffolder…</numerusform>
                <numerusform>Argraffu %Ln daith i ffolder…</numerusform>
                <numerusform>Argraffu %Ln taith i ffolder…</numerusform>
                <numerusform>Argraffu %Ln taith i ffolder…</numerusform>
                <numerusform>Argraffu %Ln taith i ffolder…</numerusform>
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
            <source>%Ln page(s)</source>
            <translation>
                <numerusform>%Ln tudalen</numerusform>
                <numerusform>%Ln dudalen</numerusform>
                <numerusform>%Ln tudalen</numerusform>
                <numerusform>%Ln tudalen</numerusform>
                <numerusform>%Ln tudalen</numerusform>
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
            <source>%Ln person(s)</source>
            <translation>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln berson</numerusform>
                <numerusform>%Ln pherson</numerusform>
                <numerusform>%Ln person</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sheet(s) are out; the longest first</source>
            <translation>
                <numerusform>Mae %Ln taflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %Ln taflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %Ln daflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %Ln taflen allan; yr hiraf yn gyntaf</numerusform>
                <numerusform>Mae %Ln taflen allan; yr hiraf yn gyntaf</numerusform>
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
            <source>%Ln of {all} rounds have nobody</source>
            <translation>
                <numerusform>Nid oes gan %Ln o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %Ln o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %Ln o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %Ln o {all} taith neb</numerusform>
                <numerusform>Nid oes gan %Ln o {all} taith neb</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %Ln round(s) are given out</source>
            <translation>
                <numerusform>Rhoddwyd pob un o'r %Ln taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %Ln taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %Ln taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %Ln taith allan</numerusform>
                <numerusform>Rhoddwyd pob un o'r %Ln taith allan</numerusform>
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
    <context>
        <name>Core</name>
        <message>
            <source> and </source>
            <translation>, </translation>
        </message>
        <message>
            <source> or </source>
            <translation> neu </translation>
        </message>
        <message>
            <source>A campaign needs a name, so nothing was changed. Type one.</source>
            <translation>Mae angen enw ar ymgyrch, felly ni newidiwyd dim. Teipiwch un.</translation>
        </message>
        <message>
            <source>Rename the campaign</source>
            <translation>Ailenwi'r ymgyrch</translation>
        </message>
        <message>
            <source>Writing the town's files</source>
            <translation>Yn ysgrifennu ffeiliau'r dref</translation>
        </message>
        <message>
            <source>{name} is a file, so the demo was not made; choose a folder.</source>
            <translation>Ffeil yw {name}, felly ni wnaed y ward enghreifftiol; dewiswch ffolder.</translation>
        </message>
        <message>
            <source>Keying in</source>
            <translation>Yn mewnbynnu</translation>
        </message>
        <message>
            <source>Writing {what:words}</source>
            <translation>Yn ysgrifennu: {what:words}</translation>
        </message>
        <message>
            <source>Laying out streets</source>
            <translation>Yn gosod y strydoedd</translation>
        </message>
        <message>
            <source>Building houses</source>
            <translation>Yn codi'r tai</translation>
        </message>
        <message>
            <source>People move in</source>
            <translation>Mae pobl yn symud i mewn</translation>
        </message>
        <message>
            <source>elector number</source>
            <translation>rhif etholwr</translation>
        </message>
        <message>
            <source>“{as_sent}” is no elector number.</source>
            <translation>Nid yw “{as_sent}” yn rhif etholwr.</translation>
        </message>
        <message>
            <source>There is no elector number in this row.</source>
            <translation>Nid oes rhif etholwr yn y rhes hon.</translation>
        </message>
        <message>
            <source>{n} off the open register</source>
            <translation>{n} ddim ar y gofrestr agored</translation>
        </message>
        <message>
            <source>{n} gone</source>
            <translation>{n} wedi mynd</translation>
        </message>
        <message>
            <source>{n} marked as deleted</source>
            <translation>{n} wedi'u nodi fel rhai a ddilëwyd</translation>
        </message>
        <message>
            <source>{n} new</source>
            <translation>{n} newydd</translation>
        </message>
        <message>
            <source>{n} changed</source>
            <translation>{n} wedi newid</translation>
        </message>
        <message>
            <source>{n} same</source>
            <translation>{n} yr un fath</translation>
        </message>
        <message>
            <source>{n} at a door</source>
            <translation>{n} wrth ddrws</translation>
        </message>
        <message>
            <source>{name} is of {register_date} and older than the register that is here ({latest}): {gone} electors would go and {new} come who may have moved since. Leave it out unless you mean to go back.</source>
            <translation>Mae {name} yn dyddio o {register_date} ac yn hŷn na'r gofrestr sydd yma ({latest}): byddai {gone} etholwr yn mynd a {new} yn dod, a gallant fod wedi symud ers hynny. Gadewch hi allan oni bai eich bod am fynd yn ôl.</translation>
        </message>
        <message>
            <source>{name} has fewer than half of the electors known in its districts; {gone} would be gone. If it is only a part of the register, leave it out and ask for the whole.</source>
            <translation>Mae gan {name} lai na hanner yr etholwyr sy'n hysbys yn ei dosbarthiadau; byddai {gone} wedi mynd. Os rhan yn unig o'r gofrestr yw hi, gadewch hi allan a gofynnwch am y cyfan.</translation>
        </message>
        <message>
            <source>{name} is of {theirs}, and the register here of {districts}; hardly one of its doors is known. If it is another ward's, leave it out: {new} electors would be added to yours.</source>
            <translation>Mae {name} ar gyfer {theirs}, a'r gofrestr yma ar gyfer {districts}; prin bod un o'i drysau'n hysbys. Os ward arall yw hi, gadewch hi allan: byddai {new} etholwr yn cael eu hychwanegu at eich rhai chi.</translation>
        </message>
        <message>
            <source>The mapping “{name}” must say what the file is: kind = one of {KINDS}. Nothing was imported.</source>
            <translation>Rhaid i'r mapio “{name}” ddweud beth yw'r ffeil: kind = un o {KINDS}. Ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>The mapping “{name}” has no [columns] that say which field is under which header; nothing was imported.</source>
            <translation>Nid oes gan y mapio “{name}” adran [columns] sy'n dweud pa faes sydd dan ba bennawd; ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>The mapping “{name}” maps no column; nothing was imported.</source>
            <translation>Nid yw'r mapio “{name}” yn mapio unrhyw golofn; ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>Give the mapping a name; it was not saved.</source>
            <translation>Rhowch enw i'r mapio; ni chafodd ei gadw.</translation>
        </message>
        <message>
            <source>There is no mapping file {path}; check the name and the folder.</source>
            <translation>Nid oes ffeil fapio {path}; gwiriwch yr enw a'r ffolder.</translation>
        </message>
        <message>
            <source>{name} is no mapping that can be read ({error:words}); nothing was imported.</source>
            <translation>Nid yw {name} yn fapio y gellir ei ddarllen ({error:words}); ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>map</source>
            <translation>detholiad o fap</translation>
        </message>
        <message>
            <source>boundaries</source>
            <translation>ffiniau</translation>
        </message>
        <message>
            <source>postcodes</source>
            <translation>codau post</translation>
        </message>
        <message>
            <source>uprns</source>
            <translation>UPRNau</translation>
        </message>
        <message>
            <source>addresses</source>
            <translation>rhestr gyfeiriadau</translation>
        </message>
        <message>
            <source>doors</source>
            <translation>drysau</translation>
        </message>
        <message>
            <source>register</source>
            <translation>cofrestr</translation>
        </message>
        <message>
            <source>alterations</source>
            <translation>newidiadau i'r gofrestr</translation>
        </message>
        <message>
            <source>electors</source>
            <translation>etholwyr</translation>
        </message>
        <message>
            <source>absent</source>
            <translation>pleidleiswyr absennol</translation>
        </message>
        <message>
            <source>volunteers</source>
            <translation>gwirfoddolwyr</translation>
        </message>
        <message>
            <source>rounds</source>
            <translation>teithiau</translation>
        </message>
        <message>
            <source>results</source>
            <translation>canlyniadau</translation>
        </message>
        <message>
            <source>own mapping</source>
            <translation>mapio eich hun</translation>
        </message>
        <message>
            <source>as households say</source>
            <translation>fel y dywed aelwydydd</translation>
        </message>
        <message>
            <source>There is neither a name nor an e-mail address in this row.</source>
            <translation>Nid oes enw na chyfeiriad e-bost yn y rhes hon.</translation>
        </message>
        <message>
            <source>This is no number of letterboxes, so the volunteer was taken in without one.</source>
            <translation>Nid yw hwn yn nifer o flychau llythyrau, felly derbyniwyd y gwirfoddolwr hebddo.</translation>
        </message>
        <message>
            <source>sheet, line, result</source>
            <translation>taflen, llinell, canlyniad</translation>
        </message>
        <message>
            <source>Reading {name}</source>
            <translation>Yn darllen {name}</translation>
        </message>
        <message>
            <source>Finding doors</source>
            <translation>Yn canfod drysau</translation>
        </message>
        <message>
            <source>{name} is no GeoJSON of areas, so nothing was imported.</source>
            <translation>Nid yw {name} yn GeoJSON o ardaloedd, felly ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>There is no address in this row.</source>
            <translation>Nid oes cyfeiriad yn y rhes hon.</translation>
        </message>
        <message>
            <source>{name} begins like GeoJSON but is damaged, so nothing was imported.</source>
            <translation>Mae {name} yn dechrau fel GeoJSON ond mae wedi'i difrodi, felly ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>This is no housing the program knows; the door was taken in without it. Use {HOUSING}.</source>
            <translation>Nid yw hwn yn fath o dai y mae'r rhaglen yn ei adnabod; derbyniwyd y drws hebddo. Defnyddiwch {HOUSING}.</translation>
        </message>
        <message>
            <source>{n} rows for a door named before</source>
            <translation>{n} rhes i ddrws a enwyd o'r blaen</translation>
        </message>
        <message>
            <source>{n} maps replaced</source>
            <translation>{n} map wedi'i ddisodli</translation>
        </message>
        <message>
            <source>{n} replaced</source>
            <translation>{n} wedi'u disodli</translation>
        </message>
        <message>
            <source>{n} housing said</source>
            <translation>{n} â'u math o dai wedi'i ddweud</translation>
        </message>
        <message>
            <source>{n} blocks, not doors</source>
            <translation>{n} bloc, nid drws</translation>
        </message>
        <message>
            <source>not understood</source>
            <translation>heb ei ddeall</translation>
        </message>
        <message>
            <source>without a position</source>
            <translation>heb leoliad</translation>
        </message>
        <message>
            <source>“{kind:words}” is no kind of file that can be imported. Kinds are: {KINDS}.</source>
            <translation>Nid yw “{kind:words}” yn fath o ffeil y gellir ei mewnforio. Y mathau yw: {KINDS}.</translation>
        </message>
        <message>
            <source>No file was given, so nothing was imported.</source>
            <translation>Ni roddwyd ffeil, felly ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>{n} not understood</source>
            <translation>{n} heb eu deall</translation>
        </message>
        <message>
            <source>Import {name} and {files} more</source>
            <translation>Mewnforio {name} a {files} arall</translation>
        </message>
        <message>
            <source>Import {name}</source>
            <translation>Mewnforio {name}</translation>
        </message>
        <message>
            <source>{name} is a table, but of no kind that is known; nothing was imported. Its first full row: {table}. Say which column is what with --mapping FILE.toml (in the window: choose the columns).</source>
            <translation>Tabl yw {name}, ond nid o fath sy'n hysbys; ni fewnforiwyd dim. Ei res lawn gyntaf: {table}. Dywedwch beth yw pob colofn â --mapping FILE.toml (yn y ffenestr: dewiswch y colofnau).</translation>
        </message>
        <message>
            <source>{name} is a table, but of no kind that is known; nothing was imported. Its first full row: nothing. Say which column is what with --mapping FILE.toml (in the window: choose the columns).</source>
            <translation>Tabl yw {name}, ond nid o fath sy'n hysbys; ni fewnforiwyd dim. Ei res lawn gyntaf: dim. Dywedwch beth yw pob colofn â --mapping FILE.toml (yn y ffenestr: dewiswch y colofnau).</translation>
        </message>
        <message>
            <source>Looking at {name}</source>
            <translation>Yn edrych ar {name}</translation>
        </message>
        <message>
            <source>{name} is no OpenStreetMap extract (.osm.pbf or .osm), so nothing was imported.</source>
            <translation>Nid yw {name} yn ddetholiad OpenStreetMap (.osm.pbf neu .osm), felly ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>{name} is no GeoJSON file of areas, so nothing was imported.</source>
            <translation>Nid yw {name} yn ffeil GeoJSON o ardaloedd, felly ni fewnforiwyd dim.</translation>
        </message>
        <message>
            <source>{name} is an OpenStreetMap extract, not {wanted:words}; nothing was imported. Let its content say what it is (leave --as away).</source>
            <translation>Detholiad OpenStreetMap yw {name}, nid {wanted:words}; ni fewnforiwyd dim. Gadewch i'w gynnwys ddweud beth ydyw (heb --as).</translation>
        </message>
        <message>
            <source>{name} is a GeoJSON file of areas, not {wanted:words}; nothing was imported. Let its content say what it is (leave --as away).</source>
            <translation>Ffeil GeoJSON o ardaloedd yw {name}, nid {wanted:words}; ni fewnforiwyd dim. Gadewch i'w gynnwys ddweud beth ydyw (heb --as).</translation>
        </message>
        <message>
            <source>{name} does not fit the mapping “{name2}”: it has no column {missing:words}. Seen: {table}. Nothing was imported; correct the mapping's [columns].</source>
            <translation>Nid yw {name} yn cyfateb i'r mapio “{name2}”: nid oes ganddi'r golofn {missing:words}. Gwelwyd: {table}. Ni fewnforiwyd dim; cywirwch [columns] y mapio.</translation>
        </message>
        <message>
            <source>{name} does not fit the mapping “{name2}”: it has no column {missing:words}. Seen: nothing. Nothing was imported; correct the mapping's [columns].</source>
            <translation>Nid yw {name} yn cyfateb i'r mapio “{name2}”: nid oes ganddi'r golofn {missing:words}. Gwelwyd: dim. Ni fewnforiwyd dim; cywirwch [columns] y mapio.</translation>
        </message>
        <message>
            <source>{name} does not fit the mapping “{name2}”: it has no column the mapped columns in one row. Seen: {table}. Nothing was imported; correct the mapping's [columns].</source>
            <translation>Nid yw {name} yn cyfateb i'r mapio “{name2}”: nid yw'r colofnau a fapiwyd mewn un rhes. Gwelwyd: {table}. Ni fewnforiwyd dim; cywirwch [columns] y mapio.</translation>
        </message>
        <message>
            <source>{name} does not fit the mapping “{name2}”: it has no column the mapped columns in one row. Seen: nothing. Nothing was imported; correct the mapping's [columns].</source>
            <translation>Nid yw {name} yn cyfateb i'r mapio “{name2}”: nid yw'r colofnau a fapiwyd mewn un rhes. Gwelwyd: dim. Ni fewnforiwyd dim; cywirwch [columns] y mapio.</translation>
        </message>
        <message>
            <source>{name} cannot be taken in as {kind:words}; nothing was imported. It looks like “{name2}”. Let its content say what it is (leave --as away), or say which column is what (--mapping).</source>
            <translation>Ni ellir derbyn {name} fel {kind:words}; ni fewnforiwyd dim. Mae'n edrych fel “{name2}”. Gadewch i'w chynnwys ddweud beth ydyw (heb --as), neu dywedwch beth yw pob colofn (--mapping).</translation>
        </message>
        <message>
            <source>{name} cannot be taken in as {kind:words}; nothing was imported. Its columns: {table}. Let its content say what it is (leave --as away), or say which column is what (--mapping).</source>
            <translation>Ni ellir derbyn {name} fel {kind:words}; ni fewnforiwyd dim. Ei cholofnau: {table}. Gadewch i'w chynnwys ddweud beth ydyw (heb --as), neu dywedwch beth yw pob colofn (--mapping).</translation>
        </message>
        <message>
            <source>{name} cannot be taken in as {kind:words}; nothing was imported. Its columns: nothing. Let its content say what it is (leave --as away), or say which column is what (--mapping).</source>
            <translation>Ni ellir derbyn {name} fel {kind:words}; ni fewnforiwyd dim. Ei cholofnau: dim. Gadewch i'w chynnwys ddweud beth ydyw (heb --as), neu dywedwch beth yw pob colofn (--mapping).</translation>
        </message>
        <message>
            <source>{name} was not imported: it {refuse:words}.</source>
            <translation>Ni fewnforiwyd {name}: mae'n {refuse:words}.</translation>
        </message>
        <message>
            <source>OpenStreetMap extract</source>
            <translation>Detholiad OpenStreetMap</translation>
        </message>
        <message>
            <source>GeoJSON areas</source>
            <translation>Ardaloedd GeoJSON</translation>
        </message>
        <message>
            <source>{name} has the column names of a register and no electors, so nothing was imported. Ask the council to send it again.</source>
            <translation>Mae gan {name} enwau colofnau cofrestr ond dim etholwyr, felly ni fewnforiwyd dim. Gofynnwch i'r cyngor ei hanfon eto.</translation>
        </message>
        <message>
            <source>Reading {name}: {done} rows</source>
            <translation>Yn darllen {name}: {done} rhes</translation>
        </message>
        <message>
            <source>{n} title lines</source>
            <translation>{n} llinell deitl</translation>
        </message>
        <message>
            <source>{name} was imported on {at} already; it would undo what was done since to {does}.</source>
            <translation>Mewnforiwyd {name} ar {at} eisoes; byddai'n dadwneud yr hyn a wnaed ers hynny i {does}.</translation>
        </message>
        <message>
            <source>{name} was imported on {at} already; there is nothing new in it.</source>
            <translation>Mewnforiwyd {name} ar {at} eisoes; nid oes dim newydd ynddi.</translation>
        </message>
        <message>
            <source>Learning the streets</source>
            <translation>Yn dysgu'r strydoedd</translation>
        </message>
        <message>
            <source>The boundaries' coordinates are neither degrees nor British National Grid, so nothing was changed; save the file in WGS84.</source>
            <translation>Nid yw cyfesurynnau'r ffiniau'n raddau nac yn Grid Cenedlaethol Prydain, felly ni newidiwyd dim; cadwch y ffeil mewn WGS84.</translation>
        </message>
        <message>
            <source>There is no area in that boundary file, so nothing was changed; it should hold polygons with a name each.</source>
            <translation>Nid oes ardal yn y ffeil ffiniau honno, felly ni newidiwyd dim; dylai gynnwys polygonau ag enw bob un.</translation>
        </message>
        <message>
            <source>Area {n}</source>
            <translation>Ardal {n}</translation>
        </message>
        <message>
            <source>“{said}” is no postcode and no street that this campaign knows, so no meeting point was set. Check the spelling, write a postcode instead, or click on the map.</source>
            <translation>Nid yw “{said}” yn god post nac yn stryd y mae'r ymgyrch hon yn eu hadnabod, felly ni osodwyd man cyfarfod. Gwiriwch y sillafu, ysgrifennwch god post yn lle hynny, neu cliciwch ar y map.</translation>
        </message>
        <message>
            <source>{said} is no place on earth, so no meeting point was set. Latitude comes first.</source>
            <translation>Nid yw {said} yn lle ar y ddaear, felly ni osodwyd man cyfarfod. Daw'r lledred yn gyntaf.</translation>
        </message>
        <message>
            <source>map address</source>
            <translation>cyfeiriad y map</translation>
        </message>
        <message>
            <source>{name} is no OpenStreetMap extract, so nothing was changed; get one as .osm or .osm.pbf.</source>
            <translation>Nid yw {name} yn ddetholiad OpenStreetMap, felly ni newidiwyd dim; mynnwch un fel .osm neu .osm.pbf.</translation>
        </message>
        <message>
            <source>{name} holds far more than a ward, so nothing was changed; cut the extract to your ward and its surroundings first.</source>
            <translation>Mae {name} yn cynnwys llawer mwy na ward, felly ni newidiwyd dim; torrwch y detholiad i'ch ward a'r cyffiniau yn gyntaf.</translation>
        </message>
        <message>
            <source>Keeping the map</source>
            <translation>Yn cadw'r map</translation>
        </message>
        <message>
            <source>There is no road in {name}, so nothing was changed; get an extract with streets.</source>
            <translation>Nid oes ffordd yn {name}, felly ni newidiwyd dim; mynnwch ddetholiad â strydoedd.</translation>
        </message>
        <message>
            <source>{name} is damaged or not whole, so nothing was changed; download it again.</source>
            <translation>Mae {name} wedi'i difrodi neu'n anghyflawn, felly ni newidiwyd dim; lawrlwythwch hi eto.</translation>
        </message>
        <message>
            <source>Reading the map</source>
            <translation>Yn darllen y map</translation>
        </message>
        <message>
            <source>Looking up house numbers</source>
            <translation>Yn chwilio am rifau tai</translation>
        </message>
        <message>
            <source>Writing where doors are</source>
            <translation>Yn ysgrifennu lle mae'r drysau</translation>
        </message>
        <message>
            <source>Doors placed</source>
            <translation>Drysau wedi'u lleoli</translation>
        </message>
        <message>
            <source>Reading positions: {done}</source>
            <translation>Yn darllen lleoliadau: {done}</translation>
        </message>
        <message>
            <source>{n} left out</source>
            <translation>{n} wedi'u gadael allan</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>gadawyd allan</translation>
        </message>
        <message>
            <source>Put a door on the map</source>
            <translation>Rhoi drws ar y map</translation>
        </message>
        <message>
            <source>Change a door</source>
            <translation>Newid drws</translation>
        </message>
        <message>
            <source>That is no place on earth, so the door was left where it was.</source>
            <translation>Nid lle ar y ddaear mo hwnnw, felly gadawyd y drws lle'r oedd.</translation>
        </message>
        <message>
            <source>That door is no longer in the campaign, so nothing was changed.</source>
            <translation>Nid yw'r drws hwnnw yn yr ymgyrch mwyach, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>Placing doors on their streets</source>
            <translation>Yn rhoi drysau ar eu strydoedd</translation>
        </message>
        <message>
            <source>There is no number to keep, so nothing was kept. Type those on the pad.</source>
            <translation>Nid oes rhif i'w gadw, felly ni chadwyd dim. Teipiwch y rhai sydd ar y pad.</translation>
        </message>
        <message>
            <source>“{word}” is no elector number, so nothing was kept. Write numbers such as 12 or 12/1 with blanks between.</source>
            <translation>Nid yw “{word}” yn rhif etholwr, felly ni chadwyd dim. Ysgrifennwch rifau megis 12 neu 12/1 â bylchau rhyngddynt.</translation>
        </message>
        <message>
            <source>no polling district</source>
            <translation>dim dosbarth pleidleisio</translation>
        </message>
        <message>
            <source>It is not said which day is polling day, so nothing was kept. Set it first.</source>
            <translation>Ni ddywedwyd pa ddiwrnod yw'r diwrnod pleidleisio, felly ni chadwyd dim. Gosodwch ef yn gyntaf.</translation>
        </message>
        <message>
            <source>Nobody on the register has the number {missing:words}, so nothing was kept. There is {others:words}. Look at the pad again.</source>
            <translation>Nid oes gan neb ar y gofrestr y rhif {missing:words}, felly ni chadwyd dim. Mae {others:words} yno. Edrychwch ar y pad eto.</translation>
        </message>
        <message>
            <source>Nobody on the register has the number {missing:words}, so nothing was kept. Look at the pad again.</source>
            <translation>Nid oes gan neb ar y gofrestr y rhif {missing:words}, felly ni chadwyd dim. Edrychwch ar y pad eto.</translation>
        </message>
        <message>
            <source>Polling day is {day}</source>
            <translation>Diwrnod pleidleisio: {day}</translation>
        </message>
        <message>
            <source>Numbers taken in {district}</source>
            <translation>Rhifau a gymerwyd yn {district}</translation>
        </message>
        <message>
            <source>Numbers taken</source>
            <translation>Rhifau a gymerwyd</translation>
        </message>
        <message>
            <source>Numbers taken back in {district}</source>
            <translation>Rhifau a dynnwyd yn ôl yn {district}</translation>
        </message>
        <message>
            <source>Numbers taken back</source>
            <translation>Rhifau a dynnwyd yn ôl</translation>
        </message>
        <message>
            <source>“{day}” is no date, so nothing was changed. Write the year, month and day: 2026-05-07.</source>
            <translation>Nid yw “{day}” yn ddyddiad, felly ni newidiwyd dim. Ysgrifennwch y flwyddyn, y mis a'r diwrnod: 2026-05-07.</translation>
        </message>
        <message>
            <source>{missing:words} had not been kept as voted, so nothing was taken back. Look at the number again.</source>
            <translation>Nid oedd {missing:words} wedi'u cadw fel rhai a bleidleisiodd, felly ni thynnwyd dim yn ôl. Edrychwch ar y rhif eto.</translation>
        </message>
        <message>
            <source>{n} removed</source>
            <translation>{n} wedi'u tynnu</translation>
        </message>
        <message>
            <source>polling day</source>
            <translation>diwrnod pleidleisio</translation>
        </message>
        <message>
            <source>{shown} and {more} more</source>
            <translation>{shown} a {more} arall</translation>
        </message>
        <message>
            <source>Finding the absent voters</source>
            <translation>Yn canfod y pleidleiswyr absennol</translation>
        </message>
        <message>
            <source>{n} no longer absent</source>
            <translation>{n} ddim yn absennol mwyach</translation>
        </message>
        <message>
            <source>{n} matched</source>
            <translation>{n} wedi'u paru</translation>
        </message>
        <message>
            <source>Nobody on the register has this number.</source>
            <translation>Nid oes gan neb ar y gofrestr y rhif hwn.</translation>
        </message>
        <message>
            <source>This elector is on the list already with another kind of vote; the first one was taken.</source>
            <translation>Mae'r etholwr hwn ar y rhestr eisoes â math arall o bleidlais; cymerwyd yr un gyntaf.</translation>
        </message>
        <message>
            <source>Applying the alterations</source>
            <translation>Yn gwneud y newidiadau</translation>
        </message>
        <message>
            <source>{n} additions</source>
            <translation>{n} ychwanegiad</translation>
        </message>
        <message>
            <source>{n} amendments</source>
            <translation>{n} newid</translation>
        </message>
        <message>
            <source>{n} deletions</source>
            <translation>{n} dilead</translation>
        </message>
        <message>
            <source>{n} nothing to do</source>
            <translation>{n} heb ddim i'w wneud</translation>
        </message>
        <message>
            <source>Nobody on the register has this number; nothing was done. Import the full register first.</source>
            <translation>Nid oes gan neb ar y gofrestr y rhif hwn; ni wnaed dim. Mewnforiwch y gofrestr lawn yn gyntaf.</translation>
        </message>
        <message>
            <source>On the register this number is somebody else's; nothing was done. Import the full register first.</source>
            <translation>Ar y gofrestr, rhif rhywun arall yw hwn; ni wnaed dim. Mewnforiwch y gofrestr lawn yn gyntaf.</translation>
        </message>
        <message>
            <source>The row does not say whether it adds, changes or deletes; nothing was done.</source>
            <translation>Nid yw'r rhes yn dweud a yw'n ychwanegu, yn newid neu'n dileu; ni wnaed dim.</translation>
        </message>
        <message>
            <source>nothing to do</source>
            <translation>dim i'w wneud</translation>
        </message>
        <message>
            <source>“{change}” is no kind of change that is known; nothing was done.</source>
            <translation>Nid yw “{change}” yn fath o newid sy'n hysbys; ni wnaed dim.</translation>
        </message>
        <message>
            <source>“{value}” is no {what:words}.</source>
            <translation>Nid yw “{value}” yn {what:words}.</translation>
        </message>
        <message>
            <source>There is no {what:words} in this row.</source>
            <translation>Nid oes {what:words} yn y rhes hon.</translation>
        </message>
        <message>
            <source>date of attainment</source>
            <translation>dyddiad cyrraedd oed</translation>
        </message>
        <message>
            <source>This is no date, so the elector was taken in without one.</source>
            <translation>Nid yw hwn yn ddyddiad, felly derbyniwyd yr etholwr hebddo.</translation>
        </message>
        <message>
            <source>surname first</source>
            <translation>cyfenw yn gyntaf</translation>
        </message>
        <message>
            <source>do not contact</source>
            <translation>peidio â chysylltu</translation>
        </message>
        <message>
            <source>no address</source>
            <translation>dim cyfeiriad</translation>
        </message>
        <message>
            <source>Finding who is who</source>
            <translation>Yn canfod pwy yw pwy</translation>
        </message>
        <message>
            <source>forename first</source>
            <translation>enw cyntaf yn gyntaf</translation>
        </message>
        <message>
            <source>opted out</source>
            <translation>wedi optio allan</translation>
        </message>
        <message>
            <source>Writing electors</source>
            <translation>Yn ysgrifennu etholwyr</translation>
        </message>
        <message>
            <source>Writing changes</source>
            <translation>Yn ysgrifennu newidiadau</translation>
        </message>
        <message>
            <source>Reading who is known</source>
            <translation>Yn darllen pwy sy'n hysbys</translation>
        </message>
        <message>
            <source>other details</source>
            <translation>manylion eraill</translation>
        </message>
        <message>
            <source>back on the register</source>
            <translation>yn ôl ar y gofrestr</translation>
        </message>
        <message>
            <source>Change what the markers mean</source>
            <translation>Newid ystyr y marcwyr</translation>
        </message>
        <message>
            <source>Flag an elector</source>
            <translation>Nodi etholwr</translation>
        </message>
        <message>
            <source>That elector is no longer in the campaign, so nothing was changed.</source>
            <translation>Nid yw'r etholwr hwnnw yn yr ymgyrch mwyach, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>Flag an elector: {added:words}</source>
            <translation>Nodi etholwr: {added:words}</translation>
        </message>
        <message>
            <source>Take a flag off an elector: {taken:words}</source>
            <translation>Tynnu nod oddi ar etholwr: {taken:words}</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>Yn cymharu</translation>
        </message>
        <message>
            <source>Understanding addresses</source>
            <translation>Yn deall cyfeiriadau</translation>
        </message>
        <message>
            <source>This elector number is also in row {row}; the first one was taken.</source>
            <translation>Mae'r rhif etholwr hwn hefyd yn rhes {row}; cymerwyd yr un cyntaf.</translation>
        </message>
        <message>
            <source>This elector number is also in another file; the first one was taken.</source>
            <translation>Mae'r rhif etholwr hwn hefyd mewn ffeil arall; cymerwyd yr un cyntaf.</translation>
        </message>
        <message>
            <source>{n} without a door</source>
            <translation>{n} heb ddrws</translation>
        </message>
        <message>
            <source>other number</source>
            <translation>rhif arall</translation>
        </message>
        <message>
            <source>other door</source>
            <translation>drws arall</translation>
        </message>
        <message>
            <source>name spelt otherwise</source>
            <translation>enw wedi'i sillafu'n wahanol</translation>
        </message>
        <message>
            <source>other marker</source>
            <translation>marciwr arall</translation>
        </message>
        <message>
            <source>other details changed</source>
            <translation>manylion eraill wedi newid</translation>
        </message>
        <message>
            <source>not printed</source>
            <translation>heb ei argraffu</translation>
        </message>
        <message>
            <source>on paper</source>
            <translation>ar bapur</translation>
        </message>
        <message>
            <source>nobody home</source>
            <translation>neb gartref</translation>
        </message>
        <message>
            <source>sheets of an earlier cut</source>
            <translation>taflenni o doriad cynharach</translation>
        </message>
        <message>
            <source>“{what:words}” cannot be exported; nothing was written. Choose {known}.</source>
            <translation>Ni ellir allforio “{what:words}”; nid ysgrifennwyd dim. Dewiswch {known}.</translation>
        </message>
        <message>
            <source>{name} was not written: name it {kinds} or {kinds2}.</source>
            <translation>Nid ysgrifennwyd {name}: rhowch enw sy'n gorffen â {kinds} neu {kinds2}.</translation>
        </message>
        <message>
            <source>{n} rows</source>
            <translation>{n} rhes</translation>
        </message>
        <message>
            <source>Export {what:words} to {name}</source>
            <translation>Allforio {what:words} i {name}</translation>
        </message>
        <message>
            <source>Rounds of {plan}</source>
            <translation>Teithiau {plan}</translation>
        </message>
        <message>
            <source>set-aside</source>
            <translation>drysau trwy'r post neu i neb</translation>
        </message>
        <message>
            <source>progress</source>
            <translation>cynnydd</translation>
        </message>
        <message>
            <source>evenings</source>
            <translation>nosweithiau</translation>
        </message>
        <message>
            <source>codes</source>
            <translation>codau</translation>
        </message>
        <message>
            <source>knocked-twice</source>
            <translation>cnociwyd ddwywaith</translation>
        </message>
        <message>
            <source>missing-sheets</source>
            <translation>taflenni ar goll</translation>
        </message>
        <message>
            <source>deliveries</source>
            <translation>dosbarthiadau</translation>
        </message>
        <message>
            <source>follow-ups</source>
            <translation>camau dilynol</translation>
        </message>
        <message>
            <source>differences</source>
            <translation>gwahaniaethau</translation>
        </message>
        <message>
            <source>papers</source>
            <translation>papurau</translation>
        </message>
        <message>
            <source>voted</source>
            <translation>pleidleisiodd</translation>
        </message>
        <message>
            <source>At least one code is needed; no code was changed.</source>
            <translation>Mae angen o leiaf un cod; ni newidiwyd unrhyw god.</translation>
        </message>
        <message>
            <source>A code is one to three letters or digits, and “{code}” is not; no code was changed.</source>
            <translation>Un i dair llythyren neu ddigid yw cod, ac nid felly “{code}”; ni newidiwyd unrhyw god.</translation>
        </message>
        <message>
            <source>Say what the code {code} means; no code was changed.</source>
            <translation>Dywedwch beth yw ystyr y cod {code}; ni newidiwyd unrhyw god.</translation>
        </message>
        <message>
            <source>The codes {seen} and {code} would be the same when keyed; no code was changed.</source>
            <translation>Byddai'r codau {seen} a {code} yr un fath wrth eu mewnbynnu; ni newidiwyd unrhyw god.</translation>
        </message>
        <message>
            <source>The code {code} has a kind or effect that is not known; no code was changed.</source>
            <translation>Mae gan y cod {code} fath neu effaith nad yw'n hysbys; ni newidiwyd unrhyw god.</translation>
        </message>
        <message>
            <source>The code {code} has been keyed already, so it cannot be taken away; its meaning may be reworded.</source>
            <translation>Mewnbynnwyd y cod {code} eisoes, felly ni ellir ei dynnu; gellir aralleirio ei ystyr.</translation>
        </message>
        <message>
            <source>canvass</source>
            <translation>canfasio</translation>
        </message>
        <message>
            <source>leaflet</source>
            <translation>dosbarthu</translation>
        </message>
        <message>
            <source>contact</source>
            <translation>cyswllt</translation>
        </message>
        <message>
            <source>no contact</source>
            <translation>dim cyswllt</translation>
        </message>
        <message>
            <source>moved</source>
            <translation>wedi symud</translation>
        </message>
        <message>
            <source>deceased</source>
            <translation>wedi marw</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>dosbarthwyd</translation>
        </message>
        <message>
            <source>{n} done</source>
            <translation>{n} wedi'u gwneud</translation>
        </message>
        <message>
            <source>{n} open again</source>
            <translation>{n} ar agor eto</translation>
        </message>
        <message>
            <source>postal-vote form</source>
            <translation>ffurflen pleidlais bost</translation>
        </message>
        <message>
            <source>the sheet is missing</source>
            <translation>mae'r daflen ar goll</translation>
        </message>
        <message>
            <source>the line “{line}” is not a number</source>
            <translation>nid yw'r llinell “{line}” yn rhif</translation>
        </message>
        <message>
            <source>the line is missing</source>
            <translation>mae'r llinell ar goll</translation>
        </message>
        <message>
            <source>“{result}” is not one of the codes {known}</source>
            <translation>nid yw “{result}” yn un o'r codau {known}</translation>
        </message>
        <message>
            <source>sheet {code} has no line {line}, only lines {lines} to {lines2}</source>
            <translation>nid oes gan daflen {code} linell {line}, dim ond llinellau {lines} i {lines2}</translation>
        </message>
        <message>
            <source>sheet {code} has no line {line}, only no lines</source>
            <translation>nid oes gan daflen {code} linell {line}, na'r un llinell arall</translation>
        </message>
        <message>
            <source>{n} corrected</source>
            <translation>{n} wedi'u cywiro</translation>
        </message>
        <message>
            <source>{code} is {one:words} ({round_name}, page {page} of {pages}), which is not keyed line by line: {back:words}</source>
            <translation>{code}: {one:words} ({round_name}, tudalen {page} o {pages}), na chaiff ei mewnbynnu fesul llinell: {back:words}</translation>
        </message>
        <message>
            <source>“{shown}” is not the code of a sheet; compare it with the paper, it looks like K7-F4X</source>
            <translation>“{shown}” – nid yw'n god taflen; cymharwch ef â'r papur, mae'n edrych fel K7-F4X</translation>
        </message>
        <message>
            <source>“{typed}” is no sheet of this campaign: it was printed from another one</source>
            <translation>“{typed}” – nid yw'n daflen o'r ymgyrch hon: argraffwyd hi o un arall</translation>
        </message>
        <message>
            <source>Line {line} was keyed as {standing} by {by} already; {result} was not kept. Say which of the two holds.</source>
            <translation>Mewnbynnwyd llinell {line} fel {standing} gan {by} eisoes; ni chadwyd {result}. Dywedwch pa un o'r ddau sy'n sefyll.</translation>
        </message>
        <message>
            <source>{sentence:words}. The nearest printed here: {near}.</source>
            <translation>{sentence:words}. Yr agosaf a argraffwyd yma: {near}.</translation>
        </message>
        <message>
            <source>off the register</source>
            <translation>ddim ar y gofrestr</translation>
        </message>
        <message>
            <source>now at {place}</source>
            <translation>nawr yn {place}</translation>
        </message>
        <message>
            <source>now without an address</source>
            <translation>nawr heb gyfeiriad</translation>
        </message>
        <message>
            <source>{name} is empty, so nothing was keyed.</source>
            <translation>Mae {name} yn wag, felly ni fewnbynnwyd dim.</translation>
        </message>
        <message>
            <source>{name} has no column {lacking}, so nothing was keyed; its first row must name sheet, line, result and note.</source>
            <translation>Nid oes gan {name} golofn {lacking}, felly ni fewnbynnwyd dim; rhaid i'w rhes gyntaf enwi sheet, line, result a note.</translation>
        </message>
        <message>
            <source>Nothing was keyed: {wrong:words}, and {more} more rows are wrong. Mend it and key the file again.</source>
            <translation>Ni fewnbynnwyd dim: {wrong:words}, ac mae {more} rhes arall yn anghywir. Cywirwch hi a mewnbynnwch y ffeil eto.</translation>
        </message>
        <message>
            <source>Nothing was keyed: {wrong:words}, and 1 more row is wrong. Mend it and key the file again.</source>
            <translation>Ni fewnbynnwyd dim: {wrong:words}, ac mae 1 rhes arall yn anghywir. Cywirwch hi a mewnbynnwch y ffeil eto.</translation>
        </message>
        <message>
            <source>Nothing was keyed: {wrong:words}. Mend it and key the file again.</source>
            <translation>Ni fewnbynnwyd dim: {wrong:words}. Cywirwch hi a mewnbynnwch y ffeil eto.</translation>
        </message>
        <message>
            <source>line {line} of sheet {key} has another answer than in row {first_row}</source>
            <translation>mae gan linell {line} o daflen {key} ateb gwahanol i'r un yn rhes {first_row}</translation>
        </message>
        <message>
            <source>sheet</source>
            <translation>taflen</translation>
        </message>
        <message>
            <source>line</source>
            <translation>llinell</translation>
        </message>
        <message>
            <source>result</source>
            <translation>canlyniad</translation>
        </message>
        <message>
            <source>in row {row} {error:words}</source>
            <translation>yn rhes {row}: {error:words}</translation>
        </message>
        <message>
            <source>A round takes more than no minutes and at most a day, so nothing was kept. Look again.</source>
            <translation>Mae taith yn cymryd mwy na dim munud a diwrnod ar y mwyaf, felly ni chadwyd dim. Edrychwch eto.</translation>
        </message>
        <message>
            <source>Leaflets left over cannot be fewer than none, so nothing was kept. Look again.</source>
            <translation>Ni all fod llai na dim taflenni gwybodaeth dros ben, felly ni chadwyd dim. Edrychwch eto.</translation>
        </message>
        <message>
            <source>is a number struck out?</source>
            <translation>a yw rhif wedi'i groesi allan?</translation>
        </message>
        <message>
            <source>{code} is no longer one of the campaign's codes</source>
            <translation>nid yw {code} yn un o godau'r ymgyrch mwyach</translation>
        </message>
        <message>
            <source>keyed as {result} before</source>
            <translation>mewnbynnwyd fel {result} o'r blaen</translation>
        </message>
        <message>
            <source>{n} scanned</source>
            <translation>{n} wedi'u sganio</translation>
        </message>
        <message>
            <source>{name} is damaged or not what its name says, so nothing of it was read. Scan that sheet again.</source>
            <translation>Mae {name} wedi'i difrodi neu nid yw'r hyn a ddywed ei henw, felly ni ddarllenwyd dim ohoni. Sganiwch y daflen honno eto.</translation>
        </message>
        <message>
            <source>{name} is no scan, so it was left alone. Give PDF, TIFF, JPEG or PNG files.</source>
            <translation>Nid sgan yw {name}, felly gadawyd hi. Rhowch ffeiliau PDF, TIFF, JPEG neu PNG.</translation>
        </message>
        <message>
            <source>{name} cannot be opened ({strerror}), so nothing of it was read. Check that it is there.</source>
            <translation>Ni ellir agor {name} ({strerror}), felly ni ddarllenwyd dim ohoni. Gwiriwch ei bod yno.</translation>
        </message>
        <message>
            <source>Sheet {sheet} was printed without noting where its boxes lie, so it cannot be read from a picture. Key it by hand.</source>
            <translation>Argraffwyd taflen {sheet} heb nodi lle mae ei blychau, felly ni ellir ei darllen o lun. Mewnbynnwch hi â llaw.</translation>
        </message>
        <message>
            <source>not home</source>
            <translation>ddim gartref</translation>
        </message>
        <message>
            <source>slip left</source>
            <translation>gadawyd slip</translation>
        </message>
        <message>
            <source>{marked} are both marked</source>
            <translation>mae {marked} wedi'u marcio ill dau</translation>
        </message>
        <message>
            <source>something in {doubtful}, too</source>
            <translation>rhywbeth yn {doubtful} hefyd</translation>
        </message>
        <message>
            <source>is {doubtful} marked?</source>
            <translation>a yw {doubtful} wedi'i farcio?</translation>
        </message>
        <message>
            <source>something in several boxes</source>
            <translation>rhywbeth mewn sawl blwch</translation>
        </message>
        <message>
            <source>“not home” is ticked for the household, too</source>
            <translation>mae “ddim gartref” wedi'i dicio ar gyfer yr aelwyd hefyd</translation>
        </message>
        <message>
            <source>is “not home” ticked?</source>
            <translation>a yw “ddim gartref” wedi'i dicio?</translation>
        </message>
        <message>
            <source>is “{unsure}” ticked?</source>
            <translation>a yw “{unsure}” wedi'i dicio?</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Darllenwyd</translation>
        </message>
        <message>
            <source>This picture does not look like sheet {sheet}: no corner marks and boxes are where it has them. Compare the code with the paper, or key the sheet by hand.</source>
            <translation>Nid yw'r llun hwn yn edrych fel taflen {sheet}: nid yw'r marciau cornel a'r blychau lle maent arni hi. Cymharwch y cod â'r papur, neu mewnbynnwch y daflen â llaw.</translation>
        </message>
        <message>
            <source>Look at the scan of {sheet}</source>
            <translation>Edrych ar sgan {sheet}</translation>
        </message>
        <message>
            <source>Take the scan of {sheet} off the heap</source>
            <translation>Tynnu sgan {sheet} oddi ar y pentwr</translation>
        </message>
        <message>
            <source>Nothing of {sheet} was kept: decide line {lines} first.</source>
            <translation>Ni chadwyd dim o {sheet}: penderfynwch linell {lines} yn gyntaf.</translation>
        </message>
        <message>
            <source>Scan {sheet}</source>
            <translation>Sganio {sheet}</translation>
        </message>
        <message>
            <source>Read {pages} scanned sheets</source>
            <translation>Darllen {pages} taflen wedi'i sganio</translation>
        </message>
        <message>
            <source>Read {pages} scanned sheet</source>
            <translation>Darllen {pages} daflen wedi'i sganio</translation>
        </message>
        <message>
            <source>Nothing of {sheet} was kept: {error:words}.</source>
            <translation>Ni chadwyd dim o {sheet}: {error:words}.</translation>
        </message>
        <message>
            <source>The square code in this picture is not a walk sheet's, so nothing was taken from it.</source>
            <translation>Nid cod taflen gerdded yw'r cod sgwâr yn y llun hwn, felly ni chymerwyd dim ohono.</translation>
        </message>
        <message>
            <source>No square code was found, so nothing was taken from it yet. Type the code that is printed beside it.</source>
            <translation>Ni chanfuwyd cod sgwâr, felly ni chymerwyd dim ohono eto. Teipiwch y cod a argraffwyd wrth ei ochr.</translation>
        </message>
        <message>
            <source>Sheet {sheet} was printed from another campaign, so nothing was taken from it.</source>
            <translation>Argraffwyd taflen {sheet} o ymgyrch arall, felly ni chymerwyd dim ohoni.</translation>
        </message>
        <message>
            <source>The boxes of sheet {sheet} cannot be made out, so nothing was taken from it. Take the picture again, flat and whole, or key it by hand.</source>
            <translation>Ni ellir gweld blychau taflen {sheet}, felly ni chymerwyd dim ohoni. Tynnwch y llun eto, yn wastad ac yn gyfan, neu mewnbynnwch hi â llaw.</translation>
        </message>
        <message>
            <source>Sheet {sheet} is in {name}, too; that picture is clearer and was taken.</source>
            <translation>Mae taflen {sheet} yn {name} hefyd; mae'r llun hwnnw'n gliriach ac fe'i cymerwyd.</translation>
        </message>
        <message>
            <source>Key {sheet} line {line}</source>
            <translation>Mewnbynnu {sheet} llinell {line}</translation>
        </message>
        <message>
            <source>Key {sheet} lines {answers}–{answers2}</source>
            <translation>Mewnbynnu {sheet} llinellau {answers}–{answers2}</translation>
        </message>
        <message>
            <source>Key the door at line {line} of {sheet}</source>
            <translation>Mewnbynnu'r drws wrth linell {line} o {sheet}</translation>
        </message>
        <message>
            <source>{kind:words} for line {line} of {sheet}</source>
            <translation>{kind:words} ar gyfer llinell {line} o {sheet}</translation>
        </message>
        <message>
            <source>Take off: {kind:words} for line {line} of {sheet}</source>
            <translation>Tynnu: {kind:words} ar gyfer llinell {line} o {sheet}</translation>
        </message>
        <message>
            <source>Leave the empty lines of {sheet}</source>
            <translation>Gadael llinellau gwag {sheet}</translation>
        </message>
        <message>
            <source>Day, minutes and leaflets left over of {sheet}</source>
            <translation>Diwrnod, munudau a thaflenni gwybodaeth dros ben {sheet}</translation>
        </message>
        <message>
            <source>Settle line {line} of {sheet}</source>
            <translation>Penderfynu llinell {line} o {sheet}</translation>
        </message>
        <message>
            <source>Key the rest of {sheet}</source>
            <translation>Mewnbynnu gweddill {sheet}</translation>
        </message>
        <message>
            <source>Change the result codes</source>
            <translation>Newid y codau canlyniad</translation>
        </message>
        <message>
            <source>Follow-ups done</source>
            <translation>Camau dilynol wedi'u gwneud</translation>
        </message>
        <message>
            <source>Follow-ups open again</source>
            <translation>Camau dilynol ar agor eto</translation>
        </message>
        <message>
            <source>Nothing was kept: {error:words}.</source>
            <translation>Ni chadwyd dim: {error:words}.</translation>
        </message>
        <message>
            <source>Key {name}</source>
            <translation>Mewnbynnu {name}</translation>
        </message>
        <message>
            <source>Key {rows} lines</source>
            <translation>Mewnbynnu {rows} llinell</translation>
        </message>
        <message>
            <source>line {line} has another answer in an earlier row</source>
            <translation>mae gan linell {line} ateb arall mewn rhes gynharach</translation>
        </message>
        <message>
            <source>No door says which polling district it is in, so nothing was split. Import a register or boundaries that do, or split without keeping to them.</source>
            <translation>Nid oes drws yn dweud ym mha ddosbarth pleidleisio y mae, felly ni rannwyd dim. Mewnforiwch gofrestr neu ffiniau sy'n dweud hynny, neu rannwch heb gadw atynt.</translation>
        </message>
        <message>
            <source>No door says which ward it is in, so nothing was split. Import a register or boundaries that do, or split without keeping to them.</source>
            <translation>Nid oes drws yn dweud ym mha ward y mae, felly ni rannwyd dim. Mewnforiwch gofrestr neu ffiniau sy'n dweud hynny, neu rannwch heb gadw atynt.</translation>
        </message>
        <message>
            <source>Move doors to another round</source>
            <translation>Symud drysau i daith arall</translation>
        </message>
        <message>
            <source>Change the order of a round</source>
            <translation>Newid trefn taith</translation>
        </message>
        <message>
            <source>Walk a round the other way</source>
            <translation>Cerdded taith y ffordd arall</translation>
        </message>
        <message>
            <source>Compute the order of a round</source>
            <translation>Cyfrifo trefn taith</translation>
        </message>
        <message>
            <source>A round is split into two or more, so nothing was changed.</source>
            <translation>Rhennir taith yn ddwy neu ragor, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>Split a round</source>
            <translation>Rhannu taith</translation>
        </message>
        <message>
            <source>Choose two or more rounds to make one of; nothing was changed.</source>
            <translation>Dewiswch ddwy daith neu ragor i'w gwneud yn un; ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>Make one round of several</source>
            <translation>Gwneud un daith o sawl un</translation>
        </message>
        <message>
            <source>Rename a round</source>
            <translation>Ailenwi taith</translation>
        </message>
        <message>
            <source>Lock a round</source>
            <translation>Cloi taith</translation>
        </message>
        <message>
            <source>Unlock a round</source>
            <translation>Datgloi taith</translation>
        </message>
        <message>
            <source>Number the rounds</source>
            <translation>Rhifo'r teithiau</translation>
        </message>
        <message>
            <source>That order does not name each door of the round once, so nothing was changed.</source>
            <translation>Nid yw'r drefn honno'n enwi pob drws yn y daith unwaith, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>That does not name each round of the plan once, so nothing was changed.</source>
            <translation>Nid yw hynny'n enwi pob taith yn y cynllun unwaith, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>{n} moved</source>
            <translation>{n} wedi symud</translation>
        </message>
        <message>
            <source>{n} rounds</source>
            <translation>{n} taith</translation>
        </message>
        <message>
            <source>Doors or rounds were changed while this split was being computed, so nothing was changed. Split again.</source>
            <translation>Newidiwyd drysau neu deithiau tra oedd y rhannu hwn yn cael ei gyfrifo, felly ni newidiwyd dim. Rhannwch eto.</translation>
        </message>
        <message>
            <source>One of those doors is no longer in the campaign, so nothing was changed.</source>
            <translation>Nid yw un o'r drysau hynny yn yr ymgyrch mwyach, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>A plan needs a name, so nothing was changed. Call it “Spring leaflet”, say.</source>
            <translation>Mae angen enw ar gynllun, felly ni newidiwyd dim. Galwch ef yn “Taflen y gwanwyn”, er enghraifft.</translation>
        </message>
        <message>
            <source>Every round of this plan is locked, so nothing was split. Unlock those that may change.</source>
            <translation>Mae pob taith yn y cynllun hwn wedi'i chloi, felly ni rannwyd dim. Datglowch y rhai a gaiff newid.</translation>
        </message>
        <message>
            <source>{rounds} rounds were asked for and {locked} are locked, which leaves none for the other {free} doors; nothing was split. Ask for more than {locked}, or unlock some.</source>
            <translation>Gofynnwyd am {rounds} taith ac mae {locked} wedi'u cloi, sy'n gadael dim un i'r {free} drws arall; ni rannwyd dim. Gofynnwch am fwy na {locked}, neu datglowch rai.</translation>
        </message>
        <message>
            <source>There cannot be {flats_a_storey} flats on a storey, so nothing was changed. Give 1 or more.</source>
            <translation>Ni all fod {flats_a_storey} fflat ar lawr, felly ni newidiwyd dim. Rhowch 1 neu ragor.</translation>
        </message>
        <message>
            <source>A door cannot take {value} minutes, so nothing was changed. Give 0 to {MOST_MIN}.</source>
            <translation>Ni all drws gymryd {value} munud, felly ni newidiwyd dim. Rhowch 0 i {MOST_MIN}.</translation>
        </message>
        <message>
            <source>{rounds} rounds is not possible: give 1 or more.</source>
            <translation>Nid yw {rounds} taith yn bosibl: rhowch 1 neu ragor.</translation>
        </message>
        <message>
            <source>Every round must have a size above 0; no rounds were made.</source>
            <translation>Rhaid i bob taith fod â maint uwch na 0; ni wnaed teithiau.</translation>
        </message>
        <message>
            <source>A share of {keep} doors cannot stay where it is: give 0 to 1.</source>
            <translation>Ni all cyfran o {keep} o'r drysau aros lle maen nhw: rhowch 0 i 1.</translation>
        </message>
        <message>
            <source>The minutes at a door must be 0 or more; no rounds were made.</source>
            <translation>Rhaid i'r munudau wrth ddrws fod yn 0 neu ragor; ni wnaed teithiau.</translation>
        </message>
        <message>
            <source>A walking speed of {speed_mps} metres a second is not possible: give 0.1 to 10 (1.2 is usual).</source>
            <translation>Nid yw cyflymder cerdded o {speed_mps} metr yr eiliad yn bosibl: rhowch 0.1 i 10 (1.2 yw'r arfer).</translation>
        </message>
        <message>
            <source>Say one of three: how many rounds, or how many minutes, or how many doors in each.</source>
            <translation>Dywedwch un o dri: faint o deithiau, neu faint o funudau, neu faint o ddrysau ym mhob un.</translation>
        </message>
        <message>
            <source>{given} minutes is not possible: give more than 0.</source>
            <translation>Nid yw {given} munud yn bosibl: rhowch fwy na 0.</translation>
        </message>
        <message>
            <source>{given} rounds is not possible: give more than 0.</source>
            <translation>Nid yw {given} taith yn bosibl: rhowch fwy na 0.</translation>
        </message>
        <message>
            <source>{given} doors is not possible: give more than 0.</source>
            <translation>Nid yw {given} drws yn bosibl: rhowch fwy na 0.</translation>
        </message>
        <message>
            <source>{given} is not a whole number of rounds.</source>
            <translation>Nid yw {given} yn rhif cyfan o deithiau.</translation>
        </message>
        <message>
            <source>{given} is not a whole number of doors.</source>
            <translation>Nid yw {given} yn rhif cyfan o ddrysau.</translation>
        </message>
        <message>
            <source>A tolerance of {tolerance} is not possible: 0.05 lets rounds be 5 % longer than the mean.</source>
            <translation>Nid yw goddefiant o {tolerance} yn bosibl: mae 0.05 yn gadael i deithiau fod 5 % yn hwy na'r cymedr.</translation>
        </message>
        <message>
            <source>The order is natural or shortest, not “{order}”.</source>
            <translation>Naturiol neu fyrraf yw'r drefn, nid “{order}”.</translation>
        </message>
        <message>
            <source>{seconds} seconds is not possible: give 0 or more.</source>
            <translation>Nid yw {seconds} eiliad yn bosibl: rhowch 0 neu ragor.</translation>
        </message>
        <message>
            <source>{iterations} iterations is not possible: give 0 or more.</source>
            <translation>Nid yw {iterations} iteriad yn bosibl: rhowch 0 neu ragor.</translation>
        </message>
        <message>
            <source>A door is twice in the {name}: a door belongs to one round.</source>
            <translation>Mae drws ddwywaith yn {name}: i un daith y mae drws yn perthyn.</translation>
        </message>
        <message>
            <source>kept rounds</source>
            <translation>teithiau a gedwir</translation>
        </message>
        <message>
            <source>doors that stay together</source>
            <translation>drysau sy'n aros gyda'i gilydd</translation>
        </message>
        <message>
            <source>moving single doors</source>
            <translation>yn symud drysau unigol</translation>
        </message>
        <message>
            <source>sharing out the streets</source>
            <translation>yn rhannu'r strydoedd allan</translation>
        </message>
        <message>
            <source>joining what belongs together</source>
            <translation>yn uno'r hyn sy'n perthyn i'w gilydd</translation>
        </message>
        <message>
            <source>balancing the minutes</source>
            <translation>yn cydbwyso'r munudau</translation>
        </message>
        <message>
            <source>rounds are ready</source>
            <translation>mae'r teithiau'n barod</translation>
        </message>
        <message>
            <source>looking at the streets</source>
            <translation>yn edrych ar y strydoedd</translation>
        </message>
        <message>
            <source>{parts} areas that may not be mixed cannot share {max} rounds beside the {kept} that are kept; nothing was split. Ask for {parts2} or more, or split freely.</source>
            <translation>Ni all {parts} ardal na chânt eu cymysgu rannu {max} taith ochr yn ochr â'r {kept} a gedwir; ni rannwyd dim. Gofynnwch am {parts2} neu ragor, neu rannwch yn rhydd.</translation>
        </message>
        <message>
            <source>{parts} areas that may not be mixed cannot share {max} rounds; nothing was split. Ask for {parts2} or more, or split freely.</source>
            <translation>Ni all {parts} ardal na chânt eu cymysgu rannu {max} taith; ni rannwyd dim. Gofynnwch am {parts2} neu ragor, neu rannwch yn rhydd.</translation>
        </message>
        <message>
            <source>Rounds have {fair} to {fair2} times the size asked for: the doors were not divided more evenly in the time given.</source>
            <translation>Mae teithiau rhwng {fair} a {fair2} gwaith y maint y gofynnwyd amdano: ni rannwyd y drysau'n fwy cyfartal yn yr amser a roddwyd.</translation>
        </message>
        <message>
            <source>There are only doors enough for {minutes} rounds.</source>
            <translation>Nid oes digon o ddrysau ond i {minutes} taith.</translation>
        </message>
        <message>
            <source>One round takes {minutes} minutes: no cut makes it shorter.</source>
            <translation>Mae un daith yn cymryd {minutes} munud: nid oes toriad sy'n ei gwneud yn fyrrach.</translation>
        </message>
        <message>
            <source>The longest round takes {ratio} times the mean: the doors were not divided more evenly in the time given.</source>
            <translation>Mae'r daith hiraf yn cymryd {ratio} gwaith y cymedr: ni rannwyd y drysau'n fwy cyfartal yn yr amser a roddwyd.</translation>
        </message>
        <message>
            <source>Writing the rounds</source>
            <translation>Yn ysgrifennu'r teithiau</translation>
        </message>
        <message>
            <source>The rounds are ready</source>
            <translation>Mae'r teithiau'n barod</translation>
        </message>
        <message>
            <source>Most doors have no place on a map, so nobody can say which lie near whose home; nothing was split. Import a map and postcodes, or say how many rounds.</source>
            <translation>Nid oes gan y rhan fwyaf o'r drysau le ar fap, felly ni all neb ddweud pa rai sy'n agos at gartref pwy; ni rannwyd dim. Mewnforiwch fap a chodau post, neu dywedwch faint o deithiau.</translation>
        </message>
        <message>
            <source>Split “{plan_name}” for {people} volunteers</source>
            <translation>Rhannu “{plan_name}” i {people} gwirfoddolwr</translation>
        </message>
        <message>
            <source>Rounds for the volunteers you have go where people live, not by ward or district; nothing was split. Choose “Anywhere”, or say how many rounds.</source>
            <translation>Mae teithiau i'r gwirfoddolwyr sydd gennych yn mynd lle mae pobl yn byw, nid yn ôl ward neu ddosbarth; ni rannwyd dim. Dewiswch “Unrhyw le”, neu dywedwch faint o deithiau.</translation>
        </message>
        <message>
            <source>{n} doors</source>
            <translation>{n} drws</translation>
        </message>
        <message>
            <source>{n} assigned</source>
            <translation>{n} wedi'u rhoi allan</translation>
        </message>
        <message>
            <source>{n} holes</source>
            <translation>{n} heb neb</translation>
        </message>
        <message>
            <source>Rounds have {fair} to {fair2} times what their share is: the doors were not divided more evenly.</source>
            <translation>Mae teithiau rhwng {fair} a {fair2} gwaith eu cyfran: ni rannwyd y drysau'n fwy cyfartal.</translation>
        </message>
        <message>
            <source>made for what they can do, near home</source>
            <translation>wedi'i gwneud ar gyfer yr hyn y gallant ei wneud, yn agos at eu cartref</translation>
        </message>
        <message>
            <source>Nothing is locked in this plan, so there is nothing to measure.</source>
            <translation>Nid oes dim wedi'i gloi yn y cynllun hwn, felly nid oes dim i'w fesur.</translation>
        </message>
        <message>
            <source>Measure what the locks cost</source>
            <translation>Mesur cost y cloeon</translation>
        </message>
        <message>
            <source>Lift a lock</source>
            <translation>Codi clo</translation>
        </message>
        <message>
            <source>Lift locks</source>
            <translation>Codi cloeon</translation>
        </message>
        <message>
            <source>The plan was changed while its locks were measured, so nothing was kept. Measure again.</source>
            <translation>Newidiwyd y cynllun tra oedd ei gloeon yn cael eu mesur, felly ni chadwyd dim. Mesurwch eto.</translation>
        </message>
        <message>
            <source>{n} locks</source>
            <translation>{n} clo</translation>
        </message>
        <message>
            <source>There is nobody to make rounds for, so nothing was split. Add volunteers, or split by number.</source>
            <translation>Nid oes neb i wneud teithiau ar eu cyfer, felly ni rannwyd dim. Ychwanegwch wirfoddolwyr, neu rannwch yn ôl nifer.</translation>
        </message>
        <message>
            <source>{name} cannot do {size}; nothing was split. Give a number above 0, or leave it empty.</source>
            <translation>Ni all {name} wneud {size}; ni rannwyd dim. Rhowch rif uwch na 0, neu gadewch ef yn wag.</translation>
        </message>
        <message>
            <source>{there} volunteers can do {can} of about {work} doors: {more} more rounds have nobody yet.</source>
            <translation>Gall {there} gwirfoddolwr wneud {can} o tua {work} drws: nid oes gan {more} taith arall neb eto.</translation>
        </message>
        <message>
            <source>{there} volunteers can do {can} of about {work} doors: 1 more round has nobody yet.</source>
            <translation>Gall {there} gwirfoddolwr wneud {can} o tua {work} drws: nid oes gan 1 daith arall neb eto.</translation>
        </message>
        <message>
            <source>{there} volunteers can do {can} of about {work} minutes: {more} more rounds have nobody yet.</source>
            <translation>Gall {there} gwirfoddolwr wneud {can} o tua {work} munud: nid oes gan {more} taith arall neb eto.</translation>
        </message>
        <message>
            <source>{there} volunteers can do {can} of about {work} minutes: 1 more round has nobody yet.</source>
            <translation>Gall {there} gwirfoddolwr wneud {can} o tua {work} munud: nid oes gan 1 daith arall neb eto.</translation>
        </message>
        <message>
            <source>{there} volunteers could do {can} doors and it takes about {work}: each has {work2} of that.</source>
            <translation>Gallai {there} gwirfoddolwr wneud {can} drws ac mae'n cymryd tua {work}: mae gan bob un {work2} o hynny.</translation>
        </message>
        <message>
            <source>{there} volunteers could do {can} minutes and it takes about {work}: each has {work2} of that.</source>
            <translation>Gallai {there} gwirfoddolwr wneud {can} munud ac mae'n cymryd tua {work}: mae gan bob un {work2} o hynny.</translation>
        </message>
        <message>
            <source>There is no plan “{plan}” in this campaign, so nothing was changed. The plans are: {names}.</source>
            <translation>Nid oes cynllun “{plan}” yn yr ymgyrch hon, felly ni newidiwyd dim. Y cynlluniau yw: {names}.</translation>
        </message>
        <message>
            <source>There is no plan “{plan}” in this campaign, so nothing was changed. Split the ward into rounds first.</source>
            <translation>Nid oes cynllun “{plan}” yn yr ymgyrch hon, felly ni newidiwyd dim. Rhannwch y ward yn deithiau yn gyntaf.</translation>
        </message>
        <message>
            <source>That round is no longer in the campaign, so nothing was changed. Look at the plan again.</source>
            <translation>Nid yw'r daith honno yn yr ymgyrch mwyach, felly ni newidiwyd dim. Edrychwch ar y cynllun eto.</translation>
        </message>
        <message>
            <source>door times</source>
            <translation>amserau wrth ddrysau</translation>
        </message>
        <message>
            <source>“{value}” is no {noun:words} the program knows; nothing was split. Use {known}.</source>
            <translation>Nid yw “{value}” yn {noun:words} y mae'r rhaglen yn ei adnabod; ni rannwyd dim. Defnyddiwch {known}.</translation>
        </message>
        <message>
            <source>The {noun:words} cannot be {value}; nothing was split. Give a number greater than 0.</source>
            <translation>Ni all y {noun:words} fod yn {value}; ni rannwyd dim. Rhowch rif sy'n fwy na 0.</translation>
        </message>
        <message>
            <source>Say either how many rounds, or how many minutes a round, or how many doors a round; nothing was split.</source>
            <translation>Dywedwch naill ai faint o deithiau, neu faint o funudau i daith, neu faint o ddrysau i daith; ni rannwyd dim.</translation>
        </message>
        <message>
            <source>A share of {keep} cannot stay where it is, so nothing was split. Give 0 to 1, such as 0.9.</source>
            <translation>Ni all cyfran o {keep} aros lle mae hi, felly ni rannwyd dim. Rhowch 0 i 1, megis 0.9.</translation>
        </message>
        <message>
            <source>The minutes a door cannot be {minutes_per_door}; nothing was split. Give 0 or more.</source>
            <translation>Ni all y munudau wrth ddrws fod yn {minutes_per_door}; ni rannwyd dim. Rhowch 0 neu ragor.</translation>
        </message>
        <message>
            <source>The meeting point is no place on earth; nothing was split. Choose it again.</source>
            <translation>Nid yw'r man cyfarfod yn lle ar y ddaear; ni rannwyd dim. Dewiswch ef eto.</translation>
        </message>
        <message>
            <source>Rounds that end where they start need a meeting point; nothing was split. Say where it is.</source>
            <translation>Mae angen man cyfarfod ar deithiau sy'n gorffen lle maent yn dechrau; ni rannwyd dim. Dywedwch lle mae.</translation>
        </message>
        <message>
            <source>A round that ends at its car begins there too; nothing was split. Give a meeting point or a car, not both.</source>
            <translation>Mae taith sy'n gorffen wrth ei char yn dechrau yno hefyd; ni rannwyd dim. Rhowch fan cyfarfod neu gar, nid y ddau.</translation>
        </message>
        <message>
            <source>kind of plan</source>
            <translation>math o gynllun</translation>
        </message>
        <message>
            <source>area to keep within</source>
            <translation>ardal i gadw o'i mewn</translation>
        </message>
        <message>
            <source>number of rounds</source>
            <translation>nifer y teithiau</translation>
        </message>
        <message>
            <source>minutes a round</source>
            <translation>munudau i daith</translation>
        </message>
        <message>
            <source>doors a round</source>
            <translation>drysau i daith</translation>
        </message>
        <message>
            <source>seconds to compute</source>
            <translation>eiliadau i gyfrifo</translation>
        </message>
        <message>
            <source>walking speed</source>
            <translation>cyflymder cerdded</translation>
        </message>
        <message>
            <source>end of a walk</source>
            <translation>diwedd taith</translation>
        </message>
        <message>
            <source>Those rounds are not of one plan, so nothing was changed. Choose rounds of one.</source>
            <translation>Nid yw'r teithiau hynny o un cynllun, felly ni newidiwyd dim. Dewiswch deithiau o un.</translation>
        </message>
        <message>
            <source>Round {locked} is locked, so nothing was changed. Unlock it first if it may change.</source>
            <translation>Mae taith {locked} wedi'i chloi, felly ni newidiwyd dim. Datglowch hi yn gyntaf os caiff newid.</translation>
        </message>
        <message>
            <source>Every door goes by post or to nobody, so nothing was split. Bring some back first.</source>
            <translation>Mae pob drws yn mynd trwy'r post neu i neb, felly ni rannwyd dim. Dewch â rhai yn ôl yn gyntaf.</translation>
        </message>
        <message>
            <source>There are no doors to share yet, so nothing was split. Import a register or an address list first.</source>
            <translation>Nid oes drysau i'w rhannu eto, felly ni rannwyd dim. Mewnforiwch gofrestr neu restr gyfeiriadau yn gyntaf.</translation>
        </message>
        <message>
            <source>Split “{plan_name}” into {rounds} rounds</source>
            <translation>Rhannu “{plan_name}” yn {rounds} taith</translation>
        </message>
        <message>
            <source>These rounds are as large as their volunteers can do, and balancing would make them alike; nothing was changed. Split again for the volunteers you have.</source>
            <translation>Mae'r teithiau hyn mor fawr ag y gall eu gwirfoddolwyr ei wneud, a byddai eu cydbwyso'n eu gwneud yn debyg; ni newidiwyd dim. Rhannwch eto i'r gwirfoddolwyr sydd gennych.</translation>
        </message>
        <message>
            <source>Delete a plan</source>
            <translation>Dileu cynllun</translation>
        </message>
        <message>
            <source>Rename a plan “{name}”</source>
            <translation>Ailenwi cynllun “{name}”</translation>
        </message>
        <message>
            <source>Bring “{name}” up to date with the doors</source>
            <translation>Diweddaru “{name}” gyda'r drysau</translation>
        </message>
        <message>
            <source>There is a plan “{name}” already, so nothing was renamed.</source>
            <translation>Mae cynllun “{name}” eisoes, felly nid ailenwyd dim.</translation>
        </message>
        <message>
            <source>{n} locked</source>
            <translation>{n} wedi'u cloi</translation>
        </message>
        <message>
            <source>{n} plans</source>
            <translation>{n} cynllun</translation>
        </message>
        <message>
            <source>“{how}” is no way for a door to go, so nothing was changed. Use {WAYS_ASIDE}.</source>
            <translation>Nid yw “{how}” yn ffordd i ddrws fynd, felly ni newidiwyd dim. Defnyddiwch {WAYS_ASIDE}.</translation>
        </message>
        <message>
            <source>A block needs a name, so nothing was changed. Call it “Orchard Court”, say.</source>
            <translation>Mae angen enw ar floc, felly ni newidiwyd dim. Galwch ef yn “Cwrt y Berllan”, er enghraifft.</translation>
        </message>
        <message>
            <source>One door is whole by itself, so nothing was changed. Choose two or more to keep together.</source>
            <translation>Mae un drws yn gyfan ar ei ben ei hun, felly ni newidiwyd dim. Dewiswch ddau neu ragor i'w cadw gyda'i gilydd.</translation>
        </message>
        <message>
            <source>No block is called “{name}”, so nothing was changed. There is: {blocks}.</source>
            <translation>Nid oes bloc o'r enw “{name}”, felly ni newidiwyd dim. Mae: {blocks}.</translation>
        </message>
        <message>
            <source>No block is called “{name}”, so nothing was changed. There is: none.</source>
            <translation>Nid oes bloc o'r enw “{name}”, felly ni newidiwyd dim. Nid oes yr un.</translation>
        </message>
        <message>
            <source>Draw barriers</source>
            <translation>Tynnu rhwystrau</translation>
        </message>
        <message>
            <source>Keep streets whole</source>
            <translation>Cadw strydoedd yn gyfan</translation>
        </message>
        <message>
            <source>Keep “{name}” together</source>
            <translation>Cadw “{name}” gyda'i gilydd</translation>
        </message>
        <message>
            <source>Let “{name}” be divided</source>
            <translation>Gadael i “{name}” gael ei rannu</translation>
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
            <source>No door was chosen, so nothing was changed. Choose some first.</source>
            <translation>Ni ddewiswyd drws, felly ni newidiwyd dim. Dewiswch rai yn gyntaf.</translation>
        </message>
        <message>
            <source>A barrier is a line from one place to another, so nothing was changed.</source>
            <translation>Llinell o un lle i le arall yw rhwystr, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>{n} by post</source>
            <translation>{n} trwy'r post</translation>
        </message>
        <message>
            <source>{n} to nobody</source>
            <translation>{n} i neb</translation>
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
            <source>{rounds} rounds were asked for, but there are only {sizes} doors to share; nothing was split. Ask for fewer rounds.</source>
            <translation>Gofynnwyd am {rounds} taith, ond dim ond {sizes} drws sydd i'w rhannu; ni rannwyd dim. Gofynnwch am lai o deithiau.</translation>
        </message>
        <message>
            <source>{rounds} rounds cannot keep {sizes} areas apart; nothing was split. Ask for at least {sizes} rounds, or split without keeping to areas.</source>
            <translation>Ni all {rounds} taith gadw {sizes} ardal ar wahân; ni rannwyd dim. Gofynnwch am o leiaf {sizes} taith, neu rannwch heb gadw at ardaloedd.</translation>
        </message>
        <message>
            <source>Rounds of doors without a place do not begin near the meeting point, and the way there is not counted.</source>
            <translation>Nid yw teithiau o ddrysau heb le'n dechrau ger y man cyfarfod, ac ni chyfrifir y ffordd yno.</translation>
        </message>
        <message>
            <source>Round {number} of “{plan}” is locked and the file changes it, so no rounds were taken in. Unlock it first if it may change.</source>
            <translation>Mae taith {number} o “{plan}” wedi'i chloi ac mae'r ffeil yn ei newid, felly ni dderbyniwyd teithiau. Datglowch hi yn gyntaf os caiff newid.</translation>
        </message>
        <message>
            <source>Imported rounds</source>
            <translation>Teithiau a fewnforiwyd</translation>
        </message>
        <message>
            <source>the row names no round</source>
            <translation>nid yw'r rhes yn enwi taith</translation>
        </message>
        <message>
            <source>no door of the campaign has this UPRN or address</source>
            <translation>nid oes gan unrhyw ddrws yn yr ymgyrch yr UPRN na'r cyfeiriad hwn</translation>
        </message>
        <message>
            <source>this door stands in an earlier row of the plan already</source>
            <translation>mae'r drws hwn mewn rhes gynharach o'r cynllun eisoes</translation>
        </message>
        <message>
            <source>Change how long a door takes</source>
            <translation>Newid faint o amser y mae drws yn ei gymryd</translation>
        </message>
        <message>
            <source>“{housing}” is no housing the program knows, so nothing was changed. Use {HOUSING}.</source>
            <translation>Nid yw “{housing}” yn fath o dai y mae'r rhaglen yn ei adnabod, felly ni newidiwyd dim. Defnyddiwch {HOUSING}.</translation>
        </message>
        <message>
            <source>Say what housing doors are</source>
            <translation>Dweud pa fath o dai yw drysau</translation>
        </message>
        <message>
            <source>{guessed} of {doors} doors stand where street, number and postcode suggest: expect some 10 % more walking, in the order of the numbers.</source>
            <translation>Mae {guessed} o {doors} drws lle mae stryd, rhif a chod post yn awgrymu: disgwyliwch ryw 10 % yn fwy o gerdded, yn nhrefn y rhifau.</translation>
        </message>
        <message>
            <source>No door's place is known. Rounds follow street, side, number and the order of postcodes: the streets of a round need not lie side by side, and it may walk twice as far as it should; the minutes are a guess. Import a map and postcodes to do better.</source>
            <translation>Nid yw lle unrhyw ddrws yn hysbys. Mae teithiau'n dilyn stryd, ochr, rhif a threfn y codau post: nid oes rhaid i strydoedd taith fod ochr yn ochr, a gall fod ddwywaith mor hir ag y dylai; dyfaliad yw'r munudau. Mewnforiwch fap a chodau post i wneud yn well.</translation>
        </message>
        <message>
            <source>{guessed} of {doors} doors are known by their postcode alone: whole streets go together and are walked by side and number, but a round may walk twice as far as it should. Import a map to do better.</source>
            <translation>Mae {guessed} o {doors} drws yn hysbys drwy eu cod post yn unig: mae strydoedd cyfan yn mynd gyda'i gilydd ac yn cael eu cerdded yn ôl ochr a rhif, ond gall taith fod ddwywaith mor hir ag y dylai. Mewnforiwch fap i wneud yn well.</translation>
        </message>
        <message>
            <source>{guessed} of {doors} doors stand on their street where their number suggests, with no postcode to hold them: expect about half as much walking again, in the order of the numbers. Import postcodes to do better.</source>
            <translation>Mae {guessed} o {doors} drws ar eu stryd lle mae eu rhif yn awgrymu, heb god post i'w dal: disgwyliwch tua hanner cymaint eto o gerdded, yn nhrefn y rhifau. Mewnforiwch godau post i wneud yn well.</translation>
        </message>
        <message>
            <source>There is no map, so walking is counted as straight lines and a third more: expect some 10 % more walking, and ways that a railway or a river cuts. Import a map to do better.</source>
            <translation>Nid oes map, felly cyfrifir cerdded fel llinellau syth a thraean yn fwy: disgwyliwch ryw 10 % yn fwy o gerdded, a ffyrdd y mae rheilffordd neu afon yn eu torri. Mewnforiwch fap i wneud yn well.</translation>
        </message>
        <message>
            <source>1 door has no place, to be walked with others of the street or postcode; the way there is not counted.</source>
            <translation>Nid oes lle gan 1 drws, i'w gerdded gydag eraill o'r stryd neu'r cod post; ni chyfrifir y ffordd yno.</translation>
        </message>
        <message>
            <source>{nowhere} doors have no place, to be walked with others of the street or postcode; the way there is not counted.</source>
            <translation>Nid oes lle gan {nowhere} drws, i'w cerdded gydag eraill o'r stryd neu'r cod post; ni chyfrifir y ffordd yno.</translation>
        </message>
        <message>
            <source>1 door lies more than {FAR_M} m from any road; the way from the road there is not counted.</source>
            <translation>Mae 1 drws dros {FAR_M} m o unrhyw ffordd; ni chyfrifir y ffordd o'r ffordd fawr ato.</translation>
        </message>
        <message>
            <source>{far} doors lie more than {FAR_M} m from any road; the way from the road there is not counted.</source>
            <translation>Mae {far} drws dros {FAR_M} m o unrhyw ffordd; ni chyfrifir y ffordd o'r ffordd fawr atynt.</translation>
        </message>
        <message>
            <source>1 door stands where the map shows no way; the way there is counted as a straight line, twice.</source>
            <translation>Mae 1 drws lle nad yw'r map yn dangos ffordd; cyfrifir y ffordd yno fel llinell syth, ddwywaith.</translation>
        </message>
        <message>
            <source>{cut_off} doors stand where the map shows no way; the way there is counted as a straight line, twice.</source>
            <translation>Mae {cut_off} drws lle nad yw'r map yn dangos ffordd; cyfrifir y ffordd yno fel llinell syth, ddwywaith.</translation>
        </message>
        <message>
            <source>{codes} boxes on a line do not fit on this paper beside the names, so nothing was printed. Choose fewer codes, larger paper, or print landscape.</source>
            <translation>Nid yw {codes} blwch ar linell yn ffitio ar y papur hwn wrth ochr yr enwau, felly ni argraffwyd dim. Dewiswch lai o godau, papur mwy, neu argraffu ar draws.</translation>
        </message>
        <message>
            <source>The follow-ups do not fit on one line of this paper, so nothing was printed. Choose fewer or shorter words.</source>
            <translation>Nid yw'r camau dilynol yn ffitio ar un llinell o'r papur hwn, felly ni argraffwyd dim. Dewiswch lai o eiriau neu rai byrrach.</translation>
        </message>
        <message>
            <source>“{shown}” is not the code of a sheet, so nothing was changed. Read the code beside the square pattern again: it looks like K7-F4X.</source>
            <translation>Nid yw “{shown}” yn god taflen, felly ni newidiwyd dim. Darllenwch y cod wrth ochr y patrwm sgwâr eto: mae'n edrych fel K7-F4X.</translation>
        </message>
        <message>
            <source>This campaign has printed all the sheets it can have codes for, so nothing was printed. Begin a new campaign file.</source>
            <translation>Mae'r ymgyrch hon wedi argraffu'r holl daflenni y gall gael codau iddynt, felly ni argraffwyd dim. Dechreuwch ffeil ymgyrch newydd.</translation>
        </message>
        <message>
            <source>“{value}” is not a {noun:words} the sheets know; nothing was printed. Use {known}.</source>
            <translation>Nid yw “{value}” yn {noun:words} y mae'r taflenni'n ei adnabod; ni argraffwyd dim. Defnyddiwch {known}.</translation>
        </message>
        <message>
            <source>A bundle has at least one leaflet and spares cannot be fewer than none; nothing was printed. Mend the sheet design.</source>
            <translation>Mae o leiaf un daflen wybodaeth mewn bwndel ac ni all fod llai na dim rhai sbâr; ni argraffwyd dim. Cywirwch ddyluniad y daflen.</translation>
        </message>
        <message>
            <source>Each column of a sheet stands once, and the name is one of them; nothing was printed. Mend the sheet design.</source>
            <translation>Mae pob colofn ar daflen unwaith, ac mae'r enw'n un ohonynt; ni argraffwyd dim. Cywirwch ddyluniad y daflen.</translation>
        </message>
        <message>
            <source>A booklet is folded from upright pages, so nothing was printed. Take landscape or the booklet out of the sheet design.</source>
            <translation>Plygir llyfryn o dudalennau unionsyth, felly ni argraffwyd dim. Tynnwch y tudalennau ar draws neu'r llyfryn o ddyluniad y daflen.</translation>
        </message>
        <message>
            <source>A result code stands twice in the sheet design, so nothing was printed. Take one of them out.</source>
            <translation>Mae cod canlyniad ddwywaith yn nyluniad y daflen, felly ni argraffwyd dim. Tynnwch un ohonynt.</translation>
        </message>
        <message>
            <source>name</source>
            <translation>enw</translation>
        </message>
        <message>
            <source>last</source>
            <translation>ateb diwethaf</translation>
        </message>
        <message>
            <source>number</source>
            <translation>rhif</translation>
        </message>
        <message>
            <source>A sheet design needs a name of 1 to {LONGEST_NAME} letters, so it was not saved. Give it another name.</source>
            <translation>Mae angen enw o 1 i {LONGEST_NAME} llythyren ar ddyluniad taflen, felly ni chafodd ei gadw. Rhowch enw arall iddo.</translation>
        </message>
        <message>
            <source>“{name}” is none of this campaign's own sheet designs, so nothing was deleted. The examples stay.</source>
            <translation>Nid yw “{name}” yn un o ddyluniadau taflen yr ymgyrch hon ei hun, felly ni ddilëwyd dim. Mae'r enghreifftiau'n aros.</translation>
        </message>
        <message>
            <source>{name} could not be written: it is open in another program, or you may not write there. Nothing was recorded as printed. Close it or choose another folder.</source>
            <translation>Nid oedd modd ysgrifennu {name}: mae ar agor mewn rhaglen arall, neu ni chewch ysgrifennu yno. Ni chofnodwyd dim fel rhywbeth a argraffwyd. Caewch hi neu dewiswch ffolder arall.</translation>
        </message>
        <message>
            <source>{path} is in the way of the sheets, so nothing was printed or recorded. Choose another folder.</source>
            <translation>Mae {path} yn ffordd y taflenni, felly ni argraffwyd na chofnodwyd dim. Dewiswch ffolder arall.</translation>
        </message>
        <message>
            <source>{name} could not be written ({strerror}). Nothing was recorded as printed. Make room on the disk or choose another folder.</source>
            <translation>Nid oedd modd ysgrifennu {name} ({strerror}). Ni chofnodwyd dim fel rhywbeth a argraffwyd. Gwnewch le ar y ddisg neu dewiswch ffolder arall.</translation>
        </message>
        <message>
            <source>“{name}” has no rounds yet, so nothing was printed. Split the ward first.</source>
            <translation>Nid oes gan “{name}” deithiau eto, felly ni argraffwyd dim. Rhannwch y ward yn gyntaf.</translation>
        </message>
        <message>
            <source>No round was chosen, so nothing was printed. Choose one or more, or all.</source>
            <translation>Ni ddewiswyd taith, felly ni argraffwyd dim. Dewiswch un neu ragor, neu'r cyfan.</translation>
        </message>
        <message>
            <source>“{name}” has no round {number}, so nothing was printed. Its rounds are {known} to {known2}.</source>
            <translation>Nid oes gan “{name}” daith {number}, felly ni argraffwyd dim. Ei theithiau yw {known} i {known2}.</translation>
        </message>
        <message>
            <source>The sheet design has a box for “{each}”, which is none of this campaign's result codes, so nothing was printed. The codes are {known}.</source>
            <translation>Mae gan ddyluniad y daflen flwch i “{each}”, nad yw'n un o godau canlyniad yr ymgyrch hon, felly ni argraffwyd dim. Y codau yw {known}.</translation>
        </message>
        <message>
            <source>The text is too long for a card of this size, so nothing was printed. Use fewer words, or fewer cards on a page.</source>
            <translation>Mae'r testun yn rhy hir i gerdyn o'r maint hwn, felly ni argraffwyd dim. Defnyddiwch lai o eiriau, neu lai o gardiau ar dudalen.</translation>
        </message>
        <message>
            <source>“{name}” is no kind of paper, so nothing was printed. There are {KINDS}.</source>
            <translation>Nid yw “{name}” yn fath o bapur, felly ni argraffwyd dim. Mae {KINDS}.</translation>
        </message>
        <message>
            <source>a session cover</source>
            <translation>clawr sesiwn</translation>
        </message>
        <message>
            <source>what was heard is keyed from the canvass sheets</source>
            <translation>mewnbynnir yr hyn a glywyd o'r taflenni canfasio</translation>
        </message>
        <message>
            <source>a board runner’s sheet</source>
            <translation>taflen y sawl sy'n cadw'r bwrdd</translation>
        </message>
        <message>
            <source>what was heard is keyed from the canvass sheets; mark it back in the ledger</source>
            <translation>mewnbynnir yr hyn a glywyd o'r taflenni canfasio; nodwch ei bod yn ôl yn y llyfr cofnod</translation>
        </message>
        <message>
            <source>mark it back in the ledger</source>
            <translation>nodwch ei bod yn ôl yn y llyfr cofnod</translation>
        </message>
        <message>
            <source>a street index</source>
            <translation>mynegai strydoedd</translation>
        </message>
        <message>
            <source>it may hang on the wall</source>
            <translation>gall hongian ar y wal</translation>
        </message>
        <message>
            <source>a number taker’s pad</source>
            <translation>pad y cofnodwr rhifau</translation>
        </message>
        <message>
            <source>type the numbers struck out under Numbers taken; mark it back in the ledger</source>
            <translation>teipiwch y rhifau a groeswyd allan o dan Rhifau a gymerwyd; nodwch ei fod yn ôl yn y llyfr cofnod</translation>
        </message>
        <message>
            <source>a knock-up sheet</source>
            <translation>taflen atgoffa i bleidleisio</translation>
        </message>
        <message>
            <source>type this code and the lines ticked as voted under Numbers taken; mark it back in the ledger</source>
            <translation>teipiwch y cod hwn a'r llinellau a diciwyd fel rhai a bleidleisiodd o dan Rhifau a gymerwyd; nodwch ei bod yn ôl yn y llyfr cofnod</translation>
        </message>
        <message>
            <source>a list of postal voters</source>
            <translation>rhestr o bleidleiswyr post</translation>
        </message>
        <message>
            <source>a list of lifts</source>
            <translation>rhestr o lifftiau</translation>
        </message>
        <message>
            <source>There is no plan “{plan}” in this campaign, so nothing was printed. The plans are: {plans}.</source>
            <translation>Nid oes cynllun “{plan}” yn yr ymgyrch hon, felly ni argraffwyd dim. Y cynlluniau yw: {plans}.</translation>
        </message>
        <message>
            <source>There are no rounds yet, so nothing was printed. Split the ward first.</source>
            <translation>Nid oes teithiau eto, felly ni argraffwyd dim. Rhannwch y ward yn gyntaf.</translation>
        </message>
        <message>
            <source>The register has no polling district “{district}”, so nothing was printed. They are {known}.</source>
            <translation>Nid oes gan y gofrestr ddosbarth pleidleisio “{district}”, felly ni argraffwyd dim. Y rhain ydynt: {known}.</translation>
        </message>
        <message>
            <source>The register has no polling district “{district}”, so nothing was printed. It has none.</source>
            <translation>Nid oes gan y gofrestr ddosbarth pleidleisio “{district}”, felly ni argraffwyd dim. Nid oes ganddi'r un.</translation>
        </message>
        <message>
            <source>“{when}” is no date, so nothing was printed. Write the year, month and day: 2026-05-07.</source>
            <translation>Nid yw “{when}” yn ddyddiad, felly ni argraffwyd dim. Ysgrifennwch y flwyddyn, y mis a'r diwrnod: 2026-05-07.</translation>
        </message>
        <message>
            <source>“{name}” is no label sheet the program knows, so nothing was printed. There are {label_sheets}.</source>
            <translation>Nid yw “{name}” yn ddalen labeli y mae'r rhaglen yn ei hadnabod, felly ni argraffwyd dim. Mae {label_sheets}.</translation>
        </message>
        <message>
            <source>A sheet {name} has labels 1 to {labels}, so printing cannot start at {start_at}; nothing was printed.</source>
            <translation>Mae gan ddalen {name} labeli 1 i {labels}, felly ni all argraffu ddechrau ar {start_at}; ni argraffwyd dim.</translation>
        </message>
        <message>
            <source>The letter says nothing yet, so nothing was printed. Write its text first.</source>
            <translation>Nid yw'r llythyr yn dweud dim eto, felly ni argraffwyd dim. Ysgrifennwch ei destun yn gyntaf.</translation>
        </message>
        <message>
            <source>There is nobody to write to in these rounds, so nothing was printed.</source>
            <translation>Nid oes neb i ysgrifennu atynt yn y teithiau hyn, felly ni argraffwyd dim.</translation>
        </message>
        <message>
            <source>{name} - Session cover</source>
            <translation>{name} - Clawr sesiwn</translation>
        </message>
        <message>
            <source>{name} - Board sheets</source>
            <translation>{name} - Taflenni'r bwrdd</translation>
        </message>
        <message>
            <source>{name} - Bundle covers</source>
            <translation>{name} - Cloriau bwndeli</translation>
        </message>
        <message>
            <source>Labels for {labels_for:words}</source>
            <translation>Labeli ar gyfer {labels_for:words}</translation>
        </message>
        <message>
            <source>{name} - Ward map {size}</source>
            <translation>{name} - Map o'r ward {size}</translation>
        </message>
        <message>
            <source>{name} - Street index</source>
            <translation>{name} - Mynegai strydoedd</translation>
        </message>
        <message>
            <source>Calling cards</source>
            <translation>Cardiau galw</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Llythyrau</translation>
        </message>
        <message>
            <source>Number taker’s pads</source>
            <translation>Padiau'r cofnodwr rhifau</translation>
        </message>
        <message>
            <source>There is no elector on the register, so there is no pad to print. Import the register first.</source>
            <translation>Nid oes etholwr ar y gofrestr, felly nid oes pad i'w argraffu. Mewnforiwch y gofrestr yn gyntaf.</translation>
        </message>
        <message>
            <source>Knock-up sheets</source>
            <translation>Taflenni atgoffa i bleidleisio</translation>
        </message>
        <message>
            <source>Nobody who gave these answers has still to vote, so nothing was printed. Choose more answers, or key more results.</source>
            <translation>Nid oes neb a roddodd yr atebion hyn heb bleidleisio eto, felly ni argraffwyd dim. Dewiswch ragor o atebion, neu mewnbynnwch ragor o ganlyniadau.</translation>
        </message>
        <message>
            <source>Postal voters</source>
            <translation>Pleidleiswyr post</translation>
        </message>
        <message>
            <source>Nobody who gave these answers votes by post and has still to vote, so nothing was printed. Import the absent voters’ list, or choose more answers.</source>
            <translation>Nid oes neb a roddodd yr atebion hyn sy'n pleidleisio drwy'r post a heb bleidleisio eto, felly ni argraffwyd dim. Mewnforiwch restr y pleidleiswyr absennol, neu dewiswch ragor o atebion.</translation>
        </message>
        <message>
            <source>Lifts to the poll</source>
            <translation>Lifftiau i bleidleisio</translation>
        </message>
        <message>
            <source>Nobody who has still to vote asked for a lift, so nothing was printed. A lift is a follow-up that is keyed, or a note with the word “lift”.</source>
            <translation>Nid oes neb sydd heb bleidleisio eto wedi gofyn am lifft, felly ni argraffwyd dim. Cam dilynol a fewnbynnir yw lifft, neu nodyn â'r gair “lift”.</translation>
        </message>
        <message>
            <source>The imprint does not say {missing:words} yet, and the law asks for it on cards and letters, so nothing was printed. Set the imprint first.</source>
            <translation>Nid yw'r argraffnod yn dweud {missing:words} eto, ac mae'r gyfraith yn gofyn amdano ar gardiau a llythyrau, felly ni argraffwyd dim. Gosodwch yr argraffnod yn gyntaf.</translation>
        </message>
        <message>
            <source>{cards} cards do not make an even page, so nothing was printed. Choose {CARDS_A_PAGE}.</source>
            <translation>Nid yw {cards} cerdyn yn gwneud tudalen wastad, felly ni argraffwyd dim. Dewiswch {CARDS_A_PAGE}.</translation>
        </message>
        <message>
            <source>“{value}” is not a {noun:words} the program knows; nothing was printed. Use {known}.</source>
            <translation>Nid yw “{value}” yn {noun:words} y mae'r rhaglen yn ei adnabod; ni argraffwyd dim. Defnyddiwch {known}.</translation>
        </message>
        <message>
            <source>the printer</source>
            <translation>pwy yw'r argraffydd</translation>
        </message>
        <message>
            <source>the promoter</source>
            <translation>pwy yw'r hyrwyddwr</translation>
        </message>
        <message>
            <source>on whose behalf</source>
            <translation>ar ran pwy</translation>
        </message>
        <message>
            <source>{count} electors in {district} have no number and stand on no pad.</source>
            <translation>Nid oes gan {count} etholwr yn {district} rif ac nid ydynt ar unrhyw bad.</translation>
        </message>
        <message>
            <source>{count} electors have no number and stand on no pad.</source>
            <translation>Nid oes gan {count} etholwr rif ac nid ydynt ar unrhyw bad.</translation>
        </message>
        <message>
            <source>1 elector in {district} has no number and stands on no pad.</source>
            <translation>Nid oes gan 1 etholwr yn {district} rif ac nid yw ar unrhyw bad.</translation>
        </message>
        <message>
            <source>1 elector has no number and stands on no pad.</source>
            <translation>Nid oes gan 1 etholwr rif ac nid yw ar unrhyw bad.</translation>
        </message>
        <message>
            <source>No door of these rounds has a place on the map yet, so there is no map to print. Import a map or postcodes first.</source>
            <translation>Nid oes gan unrhyw ddrws yn y teithiau hyn le ar y map eto, felly nid oes map i'w argraffu. Mewnforiwch fap neu godau post yn gyntaf.</translation>
        </message>
        <message>
            <source>Print {title:words}, run {run}</source>
            <translation>Argraffu {title:words}, rhediad {run}</translation>
        </message>
        <message>
            <source>Drawing the pages</source>
            <translation>Yn llunio'r tudalennau</translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Argraffwyd</translation>
        </message>
        <message>
            <source>Voted, from {sheet}</source>
            <translation>Pleidleisiwyd, o {sheet}</translation>
        </message>
        <message>
            <source>Reading the campaign</source>
            <translation>Yn darllen yr ymgyrch</translation>
        </message>
        <message>
            <source>Change the imprint</source>
            <translation>Newid yr argraffnod</translation>
        </message>
        <message>
            <source>No line of {code} was typed, so nothing was kept. Type the lines ticked as voted behind the code: {code} 3 8 15.</source>
            <translation>Ni theipiwyd llinell o {code}, felly ni chadwyd dim. Teipiwch y llinellau a diciwyd fel rhai a bleidleisiodd y tu ôl i'r cod: {code} 3 8 15.</translation>
        </message>
        <message>
            <source>{code} has no line {line}, only {there} to {there2}, so nothing was kept. Look at the sheet again.</source>
            <translation>Nid oes gan {code} linell {line}, dim ond {there} i {there2}, felly ni chadwyd dim. Edrychwch ar y daflen eto.</translation>
        </message>
        <message>
            <source>Sheet {code} was printed from another campaign, so nothing was changed.</source>
            <translation>Argraffwyd taflen {code} o ymgyrch arall, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>A sheet cannot be marked “{status:words}”, so nothing was changed. Mark it printed, out, back, scanned, lost or destroyed; it is keyed by keying it.</source>
            <translation>Ni ellir nodi taflen yn “{status:words}”, felly ni newidiwyd dim. Nodwch hi wedi'i hargraffu, allan, yn ôl, wedi'i sganio, ar goll neu wedi'i dinistrio; trwy ei mewnbynnu y mae'n cael ei mewnbynnu.</translation>
        </message>
        <message>
            <source>A sheet is never “{status:words}”: it is {STATUSES} or {STATUSES2}.</source>
            <translation>Nid yw taflen byth yn “{status:words}”: mae'n {STATUSES} neu {STATUSES2}.</translation>
        </message>
        <message>
            <source>This campaign has printed no sheet {code}, so nothing was changed. It may belong to another campaign.</source>
            <translation>Nid yw'r ymgyrch hon wedi argraffu taflen {code}, felly ni newidiwyd dim. Gall berthyn i ymgyrch arall.</translation>
        </message>
        <message>
            <source>Sheet {code} has been keyed already, so nothing was changed. Undo the keying first if that was wrong.</source>
            <translation>Mewnbynnwyd taflen {code} eisoes, felly ni newidiwyd dim. Dadwnewch y mewnbynnu yn gyntaf os oedd hynny'n anghywir.</translation>
        </message>
        <message>
            <source>This campaign has printed no sheet {code}, so nothing was printed. It may belong to another campaign.</source>
            <translation>Nid yw'r ymgyrch hon wedi argraffu taflen {code}, felly ni argraffwyd dim. Gall berthyn i ymgyrch arall.</translation>
        </message>
        <message>
            <source>{code} is no page of a round, so it cannot be printed again by itself. Print the whole again.</source>
            <translation>Nid yw {code} yn dudalen o daith, felly ni ellir ei hargraffu eto ar ei phen ei hun. Argraffwch y cyfan eto.</translation>
        </message>
        <message>
            <source>{code} was printed again already, as {replaced_by}, so nothing was printed. Print that one again.</source>
            <translation>Argraffwyd {code} eto eisoes, fel {replaced_by}, felly ni argraffwyd dim. Argraffwch honno eto.</translation>
        </message>
        <message>
            <source>None of the doors of {code} is in round {number} any more, so nothing was printed. Print the round anew.</source>
            <translation>Nid oes yr un o ddrysau {code} yn nhaith {number} mwyach, felly ni argraffwyd dim. Argraffwch y daith o'r newydd.</translation>
        </message>
        <message>
            <source>Other organisers are printing at this moment, so nothing was printed here. Try again when they are done.</source>
            <translation>Mae trefnwyr eraill yn argraffu ar hyn o bryd, felly ni argraffwyd dim yma. Ceisiwch eto pan fyddant wedi gorffen.</translation>
        </message>
        <message>
            <source>{n} pages</source>
            <translation>{n} tudalen</translation>
        </message>
        <message>
            <source>{n} lines</source>
            <translation>{n} llinell</translation>
        </message>
        <message>
            <source>Print “{name}”, run {run}</source>
            <translation>Argraffu “{name}”, rhediad {run}</translation>
        </message>
        <message>
            <source>Printing round {number}</source>
            <translation>Yn argraffu taith {number}</translation>
        </message>
        <message>
            <source>printed</source>
            <translation>wedi'u hargraffu</translation>
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
            <source>scanned</source>
            <translation>wedi'i sganio</translation>
        </message>
        <message>
            <source>keyed</source>
            <translation>wedi'u mewnbynnu</translation>
        </message>
        <message>
            <source>lost</source>
            <translation>ar goll</translation>
        </message>
        <message>
            <source>destroyed</source>
            <translation>wedi'u dinistrio</translation>
        </message>
        <message>
            <source>Reading the rounds</source>
            <translation>Yn darllen y teithiau</translation>
        </message>
        <message>
            <source>There is no plan “{plan}” in this campaign, so nothing was printed. Split the ward first.</source>
            <translation>Nid oes cynllun “{plan}” yn yr ymgyrch hon, felly ni argraffwyd dim. Rhannwch y ward yn gyntaf.</translation>
        </message>
        <message>
            <source>Change the organiser's telephone</source>
            <translation>Newid ffôn y trefnydd</translation>
        </message>
        <message>
            <source>Change the sheet design</source>
            <translation>Newid dyluniad y daflen</translation>
        </message>
        <message>
            <source>Reading doors and electors</source>
            <translation>Yn darllen drysau ac etholwyr</translation>
        </message>
        <message>
            <source>Mark sheets {status:words}</source>
            <translation>Nodi taflenni: {status:words}</translation>
        </message>
        <message>
            <source>Save the sheet design “{name}”</source>
            <translation>Cadw'r dyluniad taflen “{name}”</translation>
        </message>
        <message>
            <source>Delete the sheet design “{name}”</source>
            <translation>Dileu'r dyluniad taflen “{name}”</translation>
        </message>
        <message>
            <source>{name} is JSON but not a list of addresses; nothing was read from it.</source>
            <translation>JSON yw {name} ond nid rhestr o gyfeiriadau; ni ddarllenwyd dim ohoni.</translation>
        </message>
        <message>
            <source>{name} begins like JSON but cannot be read as such; nothing was read.</source>
            <translation>Mae {name} yn dechrau fel JSON ond ni ellir ei darllen felly; ni ddarllenwyd dim.</translation>
        </message>
        <message>
            <source>{name} is empty; nothing was read.</source>
            <translation>Mae {name} yn wag; ni ddarllenwyd dim.</translation>
        </message>
        <message>
            <source>{name} would unpack to more than a spreadsheet ever holds, so it was not opened.</source>
            <translation>Byddai {name} yn dadbacio i fwy nag y mae taenlen byth yn ei ddal, felly nid agorwyd hi.</translation>
        </message>
        <message>
            <source>{name} is a document, not a spreadsheet; save its table as CSV and import that.</source>
            <translation>Dogfen yw {name}, nid taenlen; cadwch ei thabl fel CSV a mewnforiwch hwnnw.</translation>
        </message>
        <message>
            <source>{name} has no spreadsheet in it; nothing was read.</source>
            <translation>Nid oes taenlen yn {name}; ni ddarllenwyd dim.</translation>
        </message>
        <message>
            <source>{name} is larger than any workbook can be, so it was not opened.</source>
            <translation>Mae {name} yn fwy nag y gall unrhyw lyfr gwaith fod, felly nid agorwyd hi.</translation>
        </message>
        <message>
            <source>{name} is protected by a password, so nothing was read. Open it, save it without one and try again.</source>
            <translation>Mae {name} wedi'i diogelu â chyfrinair, felly ni ddarllenwyd dim. Agorwch hi, cadwch hi hebddo a cheisiwch eto.</translation>
        </message>
        <message>
            <source>{name} is a web page or XML, not a spreadsheet. Open it in a spreadsheet program, save it as .xlsx and import that.</source>
            <translation>Tudalen we neu XML yw {name}, nid taenlen. Agorwch hi mewn rhaglen daenlen, cadwch hi fel .xlsx a mewnforiwch honno.</translation>
        </message>
        <message>
            <source>{name} is not a spreadsheet or text; nothing was read from it.</source>
            <translation>Nid yw {name} yn daenlen nac yn destun; ni ddarllenwyd dim ohoni.</translation>
        </message>
        <message>
            <source>{name} is a folder; give the files in it.</source>
            <translation>Ffolder yw {name}; rhowch y ffeiliau sydd ynddi.</translation>
        </message>
        <message>
            <source>{name} is only the mark of a workbook that is open in Excel; give the workbook.</source>
            <translation>Dim ond marc llyfr gwaith sydd ar agor yn Excel yw {name}; rhowch y llyfr gwaith.</translation>
        </message>
        <message>
            <source>{name} is protected by a password, so nothing was read. Unpack it and import what is in it.</source>
            <translation>Mae {name} wedi'i diogelu â chyfrinair, felly ni ddarllenwyd dim. Dadbaciwch hi a mewnforiwch yr hyn sydd ynddi.</translation>
        </message>
        <message>
            <source>{name} is {what:words}. Nothing was read from it.</source>
            <translation>Mae {name} yn {what:words}. Ni ddarllenwyd dim ohoni.</translation>
        </message>
        <message>
            <source>There is no file {path}; check the name and the folder.</source>
            <translation>Nid oes ffeil {path}; gwiriwch yr enw a'r ffolder.</translation>
        </message>
        <message>
            <source>{name} may not be read now: it is open in another program, or not yours to read. Close it there and try again.</source>
            <translation>Ni ellir darllen {name} nawr: mae ar agor mewn rhaglen arall, neu nid chi biau ei darllen. Caewch hi yno a cheisiwch eto.</translation>
        </message>
        <message>
            <source>{name} is damaged or only half copied, so nothing was read. Get it again and try once more.</source>
            <translation>Mae {name} wedi'i difrodi neu ei hanner-gopïo, felly ni ddarllenwyd dim. Mynnwch hi eto a cheisiwch unwaith yn rhagor.</translation>
        </message>
        <message>
            <source>{name} could not be read ({strerror}). Copy it to this machine and try again.</source>
            <translation>Nid oedd modd darllen {name} ({strerror}). Copïwch hi i'r cyfrifiadur hwn a cheisiwch eto.</translation>
        </message>
        <message>
            <source>{name} could not be read (disk trouble). Copy it to this machine and try again.</source>
            <translation>Nid oedd modd darllen {name} (trafferth â'r ddisg). Copïwch hi i'r cyfrifiadur hwn a cheisiwch eto.</translation>
        </message>
        <message>
            <source>a PDF; ask the council for the data as a spreadsheet or CSV</source>
            <translation>PDF; gofynnwch i'r cyngor am y data fel taenlen neu CSV</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>llun</translation>
        </message>
        <message>
            <source>a letter, not a table; save its table as CSV</source>
            <translation>llythyr, nid tabl; cadwch ei dabl fel CSV</translation>
        </message>
        <message>
            <source>a database (perhaps a campaign: open that instead)</source>
            <translation>cronfa ddata (ymgyrch efallai: agorwch honno yn lle hynny)</translation>
        </message>
        <message>
            <source>a program</source>
            <translation>rhaglen</translation>
        </message>
        <message>
            <source>a 7z archive; unpack it first</source>
            <translation>archif 7z; dadbaciwch hi yn gyntaf</translation>
        </message>
        <message>
            <source>a RAR archive; unpack it first</source>
            <translation>archif RAR; dadbaciwch hi yn gyntaf</translation>
        </message>
        <message>
            <source>{name} is a damaged or half-copied workbook, so nothing was read. Get it again, or open it and save it anew.</source>
            <translation>Llyfr gwaith wedi'i ddifrodi neu ei hanner-gopïo yw {name}, felly ni ddarllenwyd dim. Mynnwch ef eto, neu agorwch ef a'i gadw o'r newydd.</translation>
        </message>
        <message>
            <source>{name} was not written: name it .xlsx, .csv or .tsv.</source>
            <translation>Nid ysgrifennwyd {name}: rhowch enw sy'n gorffen â .xlsx, .csv neu .tsv.</translation>
        </message>
        <message>
            <source>{name} was not written: it is open in another program, or you may not write there. Close it or choose another place.</source>
            <translation>Nid ysgrifennwyd {name}: mae ar agor mewn rhaglen arall, neu ni chewch ysgrifennu yno. Caewch hi neu dewiswch le arall.</translation>
        </message>
        <message>
            <source>{name} was not written: there is no folder {parent}.</source>
            <translation>Nid ysgrifennwyd {name}: nid oes ffolder {parent}.</translation>
        </message>
        <message>
            <source>{name} was not written ({strerror}). Make room or choose another place.</source>
            <translation>Nid ysgrifennwyd {name} ({strerror}). Gwnewch le neu dewiswch le arall.</translation>
        </message>
        <message>
            <source>{name} was not written (disk trouble). Make room or choose another place.</source>
            <translation>Nid ysgrifennwyd {name} (trafferth â'r ddisg). Gwnewch le neu dewiswch le arall.</translation>
        </message>
        <message>
            <source>Writing row {count}</source>
            <translation>Yn ysgrifennu rhes {count}</translation>
        </message>
        <message>
            <source>That change was already taken back, so nothing was changed.</source>
            <translation>Tynnwyd y newid hwnnw yn ôl eisoes, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>“{what:words}” cannot be undone while “{blocker:words}” stands on it; nothing was changed. Undo that one first.</source>
            <translation>Ni ellir dadwneud “{what:words}” tra mae “{blocker:words}” yn sefyll arno; ni newidiwyd dim. Dadwnewch hwnnw yn gyntaf.</translation>
        </message>
        <message>
            <source>Undo: {what:words}</source>
            <translation>Dadwneud: {what:words}</translation>
        </message>
        <message>
            <source>That is not a database address the program understands; nothing was opened. It should look like postgresql://name:password@server/database.</source>
            <translation>Nid yw hwnnw'n gyfeiriad cronfa ddata y mae'r rhaglen yn ei ddeall; nid agorwyd dim. Dylai edrych fel postgresql://enw:cyfrinair@gweinydd/cronfa.</translation>
        </message>
        <message>
            <source>{name} is there already and was left as it is; choose another name.</source>
            <translation>Mae {name} yno eisoes a gadawyd hi fel yr oedd; dewiswch enw arall.</translation>
        </message>
        <message>
            <source>There is no folder {parent}; make it first or choose another.</source>
            <translation>Nid oes ffolder {parent}; gwnewch hi yn gyntaf neu dewiswch un arall.</translation>
        </message>
        <message>
            <source>{where} is not a Walksheets campaign; it was left as it is.</source>
            <translation>Nid yw {where} yn ymgyrch Walksheets; gadawyd hi fel yr oedd.</translation>
        </message>
        <message>
            <source>That database is not empty, so no campaign was made in it. Give an empty one.</source>
            <translation>Nid yw'r gronfa ddata honno'n wag, felly ni chrëwyd ymgyrch ynddi. Rhowch un wag.</translation>
        </message>
        <message>
            <source>The database at {name} did not answer; nothing was changed. Check that it is there and try again.</source>
            <translation>Nid atebodd y gronfa ddata yn {name}; ni newidiwyd dim. Gwiriwch ei bod yno a cheisiwch eto.</translation>
        </message>
        <message>
            <source>{name} is in use by another program that is writing to it; nothing was changed. Wait a moment and try again.</source>
            <translation>Mae {name} yn cael ei defnyddio gan raglen arall sy'n ysgrifennu iddi; ni newidiwyd dim. Arhoswch eiliad a cheisiwch eto.</translation>
        </message>
        <message>
            <source>{name} can only be read, so nothing was changed. Copy it to a folder you may write to.</source>
            <translation>Dim ond darllen {name} y gellir ei wneud, felly ni newidiwyd dim. Copïwch hi i ffolder y cewch ysgrifennu iddi.</translation>
        </message>
        <message>
            <source>{name} could not be written because the disk is full; nothing was changed. Make some room and try again.</source>
            <translation>Nid oedd modd ysgrifennu {name} am fod y ddisg yn llawn; ni newidiwyd dim. Gwnewch le a cheisiwch eto.</translation>
        </message>
        <message>
            <source>{name} cannot be opened; nothing was changed. Check the folder and that you may write to it.</source>
            <translation>Ni ellir agor {name}; ni newidiwyd dim. Gwiriwch y ffolder a'ch bod yn cael ysgrifennu iddi.</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>Nid oes dim i'w ddadwneud.</translation>
        </message>
        <message>
            <source>There is nothing to redo.</source>
            <translation>Nid oes dim i'w ailwneud.</translation>
        </message>
        <message>
            <source>New campaign</source>
            <translation>Ymgyrch newydd</translation>
        </message>
        <message>
            <source>There is no campaign file {name}; make one with “walksheets new” first.</source>
            <translation>Nid oes ffeil ymgyrch {name}; gwnewch un â “walksheets new” yn gyntaf.</translation>
        </message>
        <message>
            <source>That is not a Walksheets campaign; it was left as it is.</source>
            <translation>Nid ymgyrch Walksheets yw honno; gadawyd hi fel yr oedd.</translation>
        </message>
        <message>
            <source>That campaign was made by a newer Walksheets than this one; it was left as it is. Install the newer program.</source>
            <translation>Gwnaed yr ymgyrch honno gan Walksheets mwy diweddar na hwn; gadawyd hi fel yr oedd. Gosodwch y rhaglen fwy diweddar.</translation>
        </message>
        <message>
            <source>{name} could not be backed up, so it was not upgraded or changed. Make some room on the disk and try again.</source>
            <translation>Nid oedd modd gwneud copi wrth gefn o {name}, felly ni chafodd ei huwchraddio na'i newid. Gwnewch le ar y ddisg a cheisiwch eto.</translation>
        </message>
        <message>
            <source>{name} cannot be opened just now; it was left as it is. Close other programs that use it and try again.</source>
            <translation>Ni ellir agor {name} ar hyn o bryd; gadawyd hi fel y mae. Caewch raglenni eraill sy'n ei defnyddio a cheisiwch eto.</translation>
        </message>
        <message>
            <source>The campaign could not be upgraded; it was left as it was, with a copy beside it.</source>
            <translation>Nid oedd modd uwchraddio'r ymgyrch; gadawyd hi fel yr oedd, gyda chopi wrth ei hochr.</translation>
        </message>
        <message>
            <source>Mon</source>
            <translation>Llun</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>Maw</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>Mer</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>Iau</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>Gwe</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>Sad</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>Sul</translation>
        </message>
        <message>
            <source>morning</source>
            <translation>bore</translation>
        </message>
        <message>
            <source>afternoon</source>
            <translation>prynhawn</translation>
        </message>
        <message>
            <source>evening</source>
            <translation>nos</translation>
        </message>
        <message>
            <source>any day</source>
            <translation>unrhyw ddiwrnod</translation>
        </message>
        <message>
            <source>every {role:words} who takes {doors} doors has their rounds already</source>
            <translation>mae gan bob {role:words} sy'n cymryd {doors} drws eu teithiau eisoes</translation>
        </message>
        <message>
            <source>there is no {role:words}</source>
            <translation>nid oes {role:words}</translation>
        </message>
        <message>
            <source>{doors} doors are more than any {role:words} takes (at most {most})</source>
            <translation>mae {doors} drws yn fwy nag y mae unrhyw {role:words} yn ei gymryd ({most} ar y mwyaf)</translation>
        </message>
        <message>
            <source>where home is, is not known</source>
            <translation>ni wyddys lle mae'r cartref</translation>
        </message>
        <message>
            <source>starts {away} from home</source>
            <translation>{away} o'r cartref</translation>
        </message>
        <message>
            <source>had all of these doors in “{plan}”</source>
            <translation>roedd ganddynt bob un o'r drysau hyn yn “{plan}”</translation>
        </message>
        <message>
            <source>had most of these doors in “{plan}”</source>
            <translation>roedd ganddynt y rhan fwyaf o'r drysau hyn yn “{plan}”</translation>
        </message>
        <message>
            <source>has a car</source>
            <translation>mae ganddynt gar</translation>
        </message>
        <message>
            <source>wants company</source>
            <translation>eisiau cwmni</translation>
        </message>
        <message>
            <source>no stairs: {flats} of the doors are flats</source>
            <translation>dim grisiau: mae {flats} o'r drysau'n fflatiau</translation>
        </message>
        <message>
            <source>their round number {turn}</source>
            <translation>eu taith rhif {turn}</translation>
        </message>
        <message>
            <source>a shorter round, for a beginner</source>
            <translation>taith fyrrach, i ddechreuwr</translation>
        </message>
        <message>
            <source>a shorter round</source>
            <translation>taith fyrrach</translation>
        </message>
        <message>
            <source>“{value}” is not a number of letterboxes, so nothing was changed. Give a whole number, or leave it empty.</source>
            <translation>Nid yw “{value}” yn nifer o flychau llythyrau, felly ni newidiwyd dim. Rhowch rif cyfan, neu gadewch ef yn wag.</translation>
        </message>
        <message>
            <source>“” is not a number of letterboxes, so nothing was changed. Give a whole number, or leave it empty.</source>
            <translation>Nid yw “” yn nifer o flychau llythyrau, felly ni newidiwyd dim. Rhowch rif cyfan, neu gadewch ef yn wag.</translation>
        </message>
        <message>
            <source>canvasser</source>
            <translation>canfasiwr</translation>
        </message>
        <message>
            <source>deliverer</source>
            <translation>dosbarthwr</translation>
        </message>
        <message>
            <source>distributor</source>
            <translation>prif ddosbarthwr</translation>
        </message>
        <message>
            <source>board runner</source>
            <translation>ceidwad y bwrdd</translation>
        </message>
        <message>
            <source>teller</source>
            <translation>cofnodwr</translation>
        </message>
        <message>
            <source>“{name}” could be {names}; nothing was changed. Give the e-mail address.</source>
            <translation>Gallai “{name}” fod yn {names}; ni newidiwyd dim. Rhowch y cyfeiriad e-bost.</translation>
        </message>
        <message>
            <source>A volunteer needs a name, so nothing was changed.</source>
            <translation>Mae angen enw ar wirfoddolwr, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>That volunteer is no longer in the campaign, so nothing was changed.</source>
            <translation>Nid yw'r gwirfoddolwr hwnnw yn yr ymgyrch mwyach, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>That round is no longer in the campaign, so nothing was changed.</source>
            <translation>Nid yw'r daith honno yn yr ymgyrch mwyach, felly ni newidiwyd dim.</translation>
        </message>
        <message>
            <source>No volunteer is called “{name}”, so nothing was changed. Add them first.</source>
            <translation>Nid oes gwirfoddolwr o'r enw “{name}”, felly ni newidiwyd dim. Ychwanegwch nhw yn gyntaf.</translation>
        </message>
        <message>
            <source>Add {name}</source>
            <translation>Ychwanegu {name}</translation>
        </message>
        <message>
            <source>Change a volunteer</source>
            <translation>Newid gwirfoddolwr</translation>
        </message>
        <message>
            <source>A volunteer leaves</source>
            <translation>Gwirfoddolwr yn gadael</translation>
        </message>
        <message>
            <source>Assign a round</source>
            <translation>Rhoi taith i rywun</translation>
        </message>
        <message>
            <source>Take a round back</source>
            <translation>Cymryd taith yn ôl</translation>
        </message>
        <message>
            <source>Assign the rounds of a plan</source>
            <translation>Rhoi teithiau cynllun allan</translation>
        </message>
        <message>
            <source>Hand over rounds</source>
            <translation>Trosglwyddo teithiau</translation>
        </message>
        <message>
            <source>{n} rounds handed on</source>
            <translation>{n} taith wedi'i throsglwyddo</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>â llaw</translation>
        </message>
        <message>
            <source>{name} leaves</source>
            <translation>{name} yn gadael</translation>
        </message>
        <message>
            <source>{name} drops out</source>
            <translation>{name} yn methu parhau</translation>
        </message>
        <message>
            <source>{volunteer} could: {reason:words}</source>
            <translation>Gallai {volunteer}: {reason:words}</translation>
        </message>
        <message>
            <source>{name} stands in the list {names} times</source>
            <translation>Mae {name} ar y rhestr {names} gwaith</translation>
        </message>
        <message>
            <source>the postcode {postcode} is not known here, so no round is near</source>
            <translation>nid yw'r cod post {postcode} yn hysbys yma, felly nid oes taith gerllaw</translation>
        </message>
        <message>
            <source>took over from {name}</source>
            <translation>cymerodd drosodd oddi wrth {name}</translation>
        </message>
        <message>
            <source>Absent voters</source>
            <translation>Pleidleiswyr absennol</translation>
        </message>
        <message>
            <source>Address list (columns known by their names)</source>
            <translation>Rhestr gyfeiriadau (colofnau a adnabyddir wrth eu henwau)</translation>
        </message>
        <message>
            <source>Alterations (columns known by their names)</source>
            <translation>Newidiadau (colofnau a adnabyddir wrth eu henwau)</translation>
        </message>
        <message>
            <source>Register (columns known by their names)</source>
            <translation>Cofrestr (colofnau a adnabyddir wrth eu henwau)</translation>
        </message>
        <message>
            <source>Code-Point Open</source>
            <translation>Code-Point Open</translation>
        </message>
        <message>
            <source>Democracy Counts, addresses with stations</source>
            <translation>Democracy Counts, cyfeiriadau gyda gorsafoedd</translation>
        </message>
        <message>
            <source>Democracy Counts, polling stations</source>
            <translation>Democracy Counts, gorsafoedd pleidleisio</translation>
        </message>
        <message>
            <source>is a list of polling stations, not of doors; ask the council for the file of addresses (districts) that comes with it</source>
            <translation>yn rhestr o orsafoedd pleidleisio, nid o ddrysau; gofynnwch i'r cyngor am y ffeil gyfeiriadau (dosbarthiadau) sy'n dod gyda hi</translation>
        </message>
        <message>
            <source>Electoral Office for Northern Ireland, addresses</source>
            <translation>Swyddfa Etholiadol Gogledd Iwerddon, cyfeiriadau</translation>
        </message>
        <message>
            <source>EROS, addresses with polling stations (older)</source>
            <translation>EROS, cyfeiriadau gyda gorsafoedd pleidleisio (hŷn)</translation>
        </message>
        <message>
            <source>EROS, addresses with polling stations</source>
            <translation>EROS, cyfeiriadau gyda gorsafoedd pleidleisio</translation>
        </message>
        <message>
            <source>EROS, monthly changes</source>
            <translation>EROS, newidiadau misol</translation>
        </message>
        <message>
            <source>EROS, full register</source>
            <translation>EROS, cofrestr lawn</translation>
        </message>
        <message>
            <source>FCS, addresses by station (JSON)</source>
            <translation>FCS, cyfeiriadau fesul gorsaf (JSON)</translation>
        </message>
        <message>
            <source>Glasgow, full register</source>
            <translation>Glasgow, cofrestr lawn</translation>
        </message>
        <message>
            <source>Idox Elections, changes</source>
            <translation>Idox Elections, newidiadau</translation>
        </message>
        <message>
            <source>Idox Elections, full register</source>
            <translation>Idox Elections, cofrestr lawn</translation>
        </message>
        <message>
            <source>Ordnance Survey, built addresses</source>
            <translation>Arolwg Ordnans, cyfeiriadau adeiladau</translation>
        </message>
        <message>
            <source>Doors, as Walksheets exports them</source>
            <translation>Drysau, fel y mae Walksheets yn eu hallforio</translation>
        </message>
        <message>
            <source>Electors, as Walksheets exports them</source>
            <translation>Etholwyr, fel y mae Walksheets yn eu hallforio</translation>
        </message>
        <message>
            <source>Results by sheet and line</source>
            <translation>Canlyniadau fesul taflen a llinell</translation>
        </message>
        <message>
            <source>Rounds, as Walksheets exports them</source>
            <translation>Teithiau, fel y mae Walksheets yn eu hallforio</translation>
        </message>
        <message>
            <source>Worked-on register, Xpress columns</source>
            <translation>Cofrestr y gweithiwyd arni, colofnau Xpress</translation>
        </message>
        <message>
            <source>Worked-on register, PDCode columns</source>
            <translation>Cofrestr y gweithiwyd arni, colofnau PDCode</translation>
        </message>
        <message>
            <source>Democracy Counts (PDCode), update</source>
            <translation>Democracy Counts (PDCode), diweddariad</translation>
        </message>
        <message>
            <source>Democracy Counts (PDCode), full register</source>
            <translation>Democracy Counts (PDCode), cofrestr lawn</translation>
        </message>
        <message>
            <source>Postcodes</source>
            <translation>Codau post</translation>
        </message>
        <message>
            <source>HM Land Registry, prices paid (national file)</source>
            <translation>Cofrestrfa Tir EF, prisiau a dalwyd (ffeil genedlaethol)</translation>
        </message>
        <message>
            <source>HM Land Registry, prices paid</source>
            <translation>Cofrestrfa Tir EF, prisiau a dalwyd</translation>
        </message>
        <message>
            <source>Properties by polling district</source>
            <translation>Eiddo fesul dosbarth pleidleisio</translation>
        </message>
        <message>
            <source>Strand, addresses</source>
            <translation>Strand, cyfeiriadau</translation>
        </message>
        <message>
            <source>Upload fields (Elector No. Prefix, Full Elector No. ...)</source>
            <translation>Meysydd uwchlwytho (Elector No. Prefix, Full Elector No. ...)</translation>
        </message>
        <message>
            <source>OS Open UPRN</source>
            <translation>OS Open UPRN</translation>
        </message>
        <message>
            <source>Volunteers</source>
            <translation>Gwirfoddolwyr</translation>
        </message>
        <message>
            <source>Xpress, addresses with polling places</source>
            <translation>Xpress, cyfeiriadau gyda mannau pleidleisio</translation>
        </message>
        <message>
            <source>Xpress, monthly update</source>
            <translation>Xpress, diweddariad misol</translation>
        </message>
        <message>
            <source>Xpress, full register</source>
            <translation>Xpress, cofrestr lawn</translation>
        </message>
        <message>
            <source>Xpress, web look-up of addresses</source>
            <translation>Xpress, chwilio am gyfeiriadau ar y we</translation>
        </message>
    </context>
</TS>
