"""The same verbs on PostgreSQL, where several organisers share a campaign."""

from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest


def test_a_plan_is_split_bent_and_taken_back_on_a_server(postgres_url: str, build_town) -> None:
    with Campaign.create(postgres_url, "Town", who="tester") as campaign:
        build_town(campaign, {name: [str(n) for n in range(1, 21)] for name in ("Anson Road", "Birch Lane")})
        campaign.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=2))
        first, second = campaign.rounds.rounds("Spring")
        before = campaign.rounds.plan_doors("Spring")
        campaign.volunteers.add("Ann", roles="deliver", max_letterboxes=20)
        assert campaign.volunteers.assign_all("Spring").counts == {"assigned": 1, "holes": 1}
        campaign.rounds.move_doors([row.door.id for row in before[:3]], second.id)
        campaign.rounds.renumber("Spring", [second.id, first.id])
        assert [each.id for each in campaign.rounds.rounds("Spring")] == [second.id, first.id]
        campaign.store.undo()
        campaign.store.undo()
        assert campaign.rounds.plan_doors("Spring") == before
        assert [each.contacts for each in campaign.reports.progress("Spring")] == [0, 0]
        assert not campaign.rounds.plan_news("Spring")
        campaign.rounds.split("Spring", SplitRequest("canvass", seconds=0.1, rounds=3))
        assert campaign.rounds.plans()[0].rounds == 3
