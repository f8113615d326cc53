-- Deadlines that were put off: every date they had, how often and by how many days, and the reason given or its lack.
select s.thread_id, s.authority, s.kind, s.ref, s.text, s.owners, d.dates, d.slips, d.days_moved, d.reason, s.status,
       s.recommendation_id, s.document_id
from recommendation_status s
join (select thread_id, group_concat(due_date || ' (' || filename || ')', '; ') as dates, sum(moved_days > 0) as slips,
             cast(sum(coalesce(moved_days, 0)) as integer) as days_moved,
             group_concat(due_date || ': ' || coalesce(reason, 'no reason given'), '; ')
                 filter (where moved_days > 0) as reason
      from (select * from due_dates order by thread_id, day)
      group by thread_id having sum(moved_days > 0) > 0) d using (thread_id)
