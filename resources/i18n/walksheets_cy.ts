<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="cy_GB" sourcelanguage="en_GB">
    <context>
        <name>Walksheets</name>
        <message>
            <source>&amp;New campaign…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a campaign: one file that holds everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Open campaign…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a campaign file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New &amp;window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A second window on this campaign; both stay in step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;shared campaign…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a campaign on a PostgreSQL server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try the &amp;demo ward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make and open an invented ward to try things out in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Import…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take in a register, a map or another file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write rounds, doors, electors or results to a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Close campaign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the campaign; everything is kept already</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The campaign's name, telephone and result codes; the window's look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take back the last change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do again what was taken back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;History…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every change made to this campaign, by whom and when</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Find an action…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type what you want to do</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every action and its key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;About Walksheets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version and licence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New plan…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Split the ward into rounds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete plan</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete this plan and its rounds; Undo brings them back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click a round or a door; drag moves the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lasso</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw round doors to select them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whole ward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show everything on the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename round</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give this round a name people know it by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lock round</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A locked round stays as it is when the ward is split anew</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Walk it the other way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turn the walking order round</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put in walking order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Order the doors anew, as if nobody had moved them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Split round in two</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cut this round into two of like length</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Merge rounds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make one round of the selected rounds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move doors to…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move the selected doors to another round</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Earlier in the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move the selected door one place earlier</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Later in the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move the selected door one place later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add volunteer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take this person off the list; Undo brings them back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Suggest all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give every round that has nobody to whom it suits best</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print to folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make one PDF a round, and enter the sheets in the ledger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print to one file…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make one PDF of all rounds chosen, and enter the sheets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send to a printer…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print on paper now, and enter the sheets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys from a spreadsheet…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take in a file with columns sheet, line, result, note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rest not home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key every line of this page that has nothing as not home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Register</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map &amp;&amp; Rounds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Volunteers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A mistake of ours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details for whoever mends it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something went wrong in Walksheets itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you were doing was not done; everything before it is kept. You can go on working. If it happens again, please send us the details below: they hold no names and nothing from your campaign.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key in: the result of the line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Any result code; the cursor moves on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key in: same as the line before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key in: back one line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key in: a note for this line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About Walksheets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Does</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Walksheets sends nothing anywhere. The register is personal data: keep campaign files on an encrypted disk and destroy them when the election's purpose is done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maps: © OpenStreetMap contributors, Open Database Licence, where you import an extract.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {version}. Free software under the GNU General Public Licence, version 3 or later.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Who</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>taken back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last {most} changes, newest first. Undo (Ctrl+Z) takes them back one by one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no map, so rounds cannot follow the streets.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n round(s) ready, nothing printed yet.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s) not back.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n door(s) could not be placed.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Import a map extract</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n sheet(s) back and not keyed yet.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Print walk sheets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key in what came back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give them to someone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place by hand</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n sheet(s) lost.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>See the ledger</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The register is %n day(s) old.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Import a newer one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The ward is not cut into rounds yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a plan</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The oldest went out %n day(s) ago.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>There is nobody in this campaign yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import the register</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{round} has nobody.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n round(s) have nobody, the first is {round}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>An empty campaign.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n door(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n elector(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n volunteer(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Round {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>register of {day}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{rounds} in {plans}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n round(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n plan(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading the campaign.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on a server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forget</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take it off this list; the file stays where it is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find it…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open campaign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Begin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent campaigns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From the electoral register and a map to rounds, walk sheets and keyed results. Nothing ever leaves this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is waiting. Progress shows how far you are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What there is to do could not be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Campaigns you open are listed here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forget {campaign}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find {campaign}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New campaign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One file for one ward, on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a campaign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Or drop its file on this window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try the demo ward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An invented town, ready to walk.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not there any more: {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No campaign open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Screens</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Go</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open shared campaign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address (postgresql://name:password@server/database):</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My ward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These files belong into a campaign, and none is open; nothing was read. Make or open one, then drop them again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show {screen}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No campaign was opened yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find an action</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Actions that fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Action</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Demo ward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dismiss this message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy this chart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Walksheets campaigns (*.walksheets);;All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything Walksheets reads ({endings});;All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This could not be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One moment…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress of the running work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} min left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop this; everything stays as it was before it began</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take back the last change (Ctrl+Z)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} s left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{work}: stopped, nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{work}: stopping…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Columns of {table}</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
