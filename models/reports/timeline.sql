-- Every event of every recommendation, in the order of their days.
select p.thread_id, p.day, case when p.place = 1 then 'made' else 'restated' end as event, p.text as words, null as status,
       p.filename, p.page, p.document_id, p.id as row_id
from (select *, row_number() over (partition by thread_id order by not original, day, document_id, position) as place
      from printings) p
union all
select distinct thread_id, day, 'progress', text, status, filename, page, document_id, progress_id from answers
union all
select thread_id, day, case when moved_days is null then 'due date set' else 'due date moved' end,
       due_date || coalesce(' (' || due_text || ')', ''), null, filename, page, document_id, null from due_dates
union all
select thread_id, day, case when closed then 'closed' else 'reopened' end, words, null, closed_by, page, document_id, row_id
from closings_by_day
order by 1, 2
