-- Recommendations reported on once but not of late: days since, and sittings of the council since then that were silent.
with
stale as materialized (
    select *, case when authority_id is null then body_id end as silent_body
    from recommendation_status where reports > 0 and closed_on is null and reported_status <> 'complete'),
asked as materialized (select distinct authority_id, silent_body, last_report from stale),
silent as materialized (
    select k.authority_id, k.silent_body, k.last_report, count(distinct coalesce(p.meeting_id, p.id)) as sittings
    from asked k join papers p on p.day > k.last_report and p.kind <> 'inspection_report'
        and p.authority_id is k.authority_id and (k.authority_id is not null or p.body_id = k.silent_body)
    group by k.authority_id, k.silent_body, k.last_report)
select s.*, coalesce(n.sittings, 0) as meetings_silent
from stale s left join silent n on n.last_report = s.last_report and n.authority_id is s.authority_id
    and n.silent_body is s.silent_body
