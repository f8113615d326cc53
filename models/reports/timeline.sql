-- Every event of every recommendation, in the order of their days. `decided_by` is the person who closed it or opened it
-- again; every other event is in a paper. `undated` is 1 where that says no date: the day is then that of its first import.
select p.thread_id, p.day, case when p.place = 1 then 'made' else 'restated' end as event, p.text as words, null as status,
       p.filename, p.page, p.document_id, p.id as row_id, null as decided_by, p.undated
from (select *, row_number() over (partition by thread_id order by not original, day, document_id, position) as place
      from printings) p
union all
select distinct thread_id, day, 'progress', text, status, filename, page, document_id, progress_id, null, undated
from answers
union all
select thread_id, day, case when moved_days is null then 'due date set' else 'due date moved' end,
       due_date || coalesce(' (' || due_text || ')', ''), null, filename, page, document_id, null, null, undated
from due_dates
union all
select thread_id, day, case when closed then 'closed' else 'reopened' end, words, null, filename, page, document_id, row_id,
       case when filename is null then closed_by end, undated
from closings_by_day
order by 1, 2
