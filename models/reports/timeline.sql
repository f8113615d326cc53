-- Every event of every recommendation, in the order of their days.
select p.thread_id, p.day, case when p.place = 1 then 'made' else 'restated' end as event, p.text as words, null as status,
       p.filename, p.page, p.document_id, p.id as row_id
from (select *, row_number() over (partition by thread_id order by not original, day, document_id, position) as place
      from printings) p
union all
select thread_id, day, 'progress', text, status, filename, page, document_id, progress_id from answers
union all
select thread_id, day, case when moved_days is null then 'due date set' else 'due date moved' end,
       due_date || coalesce(' (' || due_text || ')', ''), null, filename, page, document_id, null from due_dates
union all
select r.thread_id, c.date, case when c.closed then 'closed' else 'reopened' end, c.note, null, c.decided_by, null, null,
       r.id
from closings c join recommendations r on r.id = c.recommendation_id where c.date <= :as_of and r.thread_id is not null
order by 1, 2
