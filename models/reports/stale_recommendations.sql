-- Recommendations reported on once but not of late: days since, and sittings of the council since then that were silent.
select s.*, (select count(distinct coalesce(p.meeting_id, p.id)) from papers p
             where p.day > s.last_report and p.kind <> 'inspection_report'
               and case when s.authority_id is null then p.body_id = s.body_id else p.authority_id = s.authority_id end)
           as meetings_silent
from recommendation_status s
where s.reports > 0 and s.closed_on is null and s.status <> 'complete'
