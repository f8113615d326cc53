"""What a task's own passage says of how far it has got, and notes that minutes add below a task."""

from __future__ import annotations

import pytest

from extractor import rulebook

HEAD = "# Minutes of the Nettlecombe Village Meeting\n\nPresent: Cllr A Oakes, Jane Pell, Tom Reed\n\n"
OLD = "## 3. Actions from the last meeting\n\n"

BEHIND = [
    ("behind a dash", OLD + "Clerk to order the salt - ongoing", [("in_progress", "ongoing")]),
    ("in capitals", OLD + "1. Clerk to order the salt - DONE", [("complete", "DONE")]),
    ("a tick", OLD + "1. Clerk to order the salt ✓", [("complete", "✓")]),
    ("short forms", OLD + "1. Clerk to order the salt - c/f", [("delayed", "c/f")]),
    ("behind an arrow", OLD + "Clerk to order the salt → ordered on 5 May", [("complete", "ordered on 5 May")]),
    ("a sentence", OLD + "Clerk to order the salt. The salt has been delivered.", [("complete", "The salt has been")]),
    ("with a reason", OLD + "Clerk to visit Mrs Pye (ongoing, away in May)", [("in_progress", "ongoing, away in May")]),
    ("a name is no status", OLD + "Clerk to order the salt - Jane", []),
    ("nor is a date", OLD + "Clerk to order the salt - by 5 May", []),
    (
        "a note added later",
        "## 6. Hall\n\nClerk to ask for the lease.\n\n[Post-meeting note: the lease was received on 5 May.]",
        [("complete", "the lease was received on 5 May")],
    ),
    ("a task that is new", "## 6. Hall\n\nClerk to ask for the lease. It has been raining.", []),
]


@pytest.mark.parametrize(("words", "expected"), [case[1:] for case in BEHIND], ids=[case[0] for case in BEHIND])
def test_behind_tasks(read, words, expected):
    found = [(one.status, one.quote.text) for one in read(HEAD + words + "\n", "minutes", "paper.md").progress]
    assert [status for status, _ in found] == [status for status, _ in expected]
    assert all(text.startswith(begins) for (_, text), (_, begins) in zip(found, expected, strict=True))


def test_what_stands_behind_a_task_answers_it(read):
    paper = read(
        HEAD + OLD + "1. Clerk to order the salt - done\n2. Jane to ring the bell - ongoing\n", name="paper.md"
    )
    assert [[about.recommendation_id for about in one.about] for one in paper.progress] == [
        [item.id] for item in paper.recommendations
    ]


def test_a_task_told_again_is_a_task_and_its_report(read):
    paper = read(
        HEAD + OLD + "The Clerk is still awaiting the third quote, which he would chase up.\n\nAction: Clerk\n"
    )
    (task,) = paper.recommendations
    (report,) = paper.progress
    assert report.quote.text == task.quote.text
    assert (report.status, [about.recommendation_id for about in report.about]) == ("in_progress", [task.id])


def test_confidence_is_what_the_rulebook_says_of_each_rule(read):
    shares = rulebook.load().table("confidence")
    words = OLD + "1. Clerk to order the salt - done\n\n## 4. Matters arising\n\nThe bell was mended.\n"
    paper = read(HEAD + words, "minutes", "paper.md")
    assert {one.rule_id for one in paper.progress} == {"status-in-brackets", "reports-back"}
    assert all(one.confidence == shares["progress"][one.rule_id] for one in paper.progress)


def test_every_share_is_one_of_a_whole():
    assert all(0 < share <= 1 for shares in rulebook.load().table("confidence").values() for share in shares.values())
