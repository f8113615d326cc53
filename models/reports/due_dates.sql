-- Every date that a deadline had, in order; `moved_days` is null for the first. `reason` is what the paper says with the
-- new date, after it, or in a statement about it, where one of these holds words of reason.
with
-- of two dates in papers of one day the later is a correction, not a slip
said as materialized (
    select thread_id, id, document_id, filename, day, undated, page, due_text, max(due_date) as due_date
    from printings where due_date is not null group by thread_id, day),
moved as materialized (
    select s.*, lag(due_date) over (partition by thread_id order by day) as before from said s),
told as materialized (
    select thread_id, document_id, position, text from answers
    where (thread_id, document_id) in (select thread_id, document_id from moved where before <> due_date)),
found as (
    select m.thread_id, m.day, m.undated, m.due_date, m.due_text, m.filename, m.document_id, m.page, m.before,
           case when m.before is not null then (
               select trim(ltrim(words, ' ,;.)'), ' ,;.') from (
                   select 0 as place, 0 as position, m.due_text as words
                   union all
                   select 1, p.start_char, substr(p.text, instr(p.text, m.due_text) + length(m.due_text), 240)
                   from passages p join items r on r.id = m.id
                   where p.document_id = m.document_id and p.end_char > r.start_char and instr(p.text, m.due_text) > 0
                     and p.start_char < r.end_char + 2000
                   union all
                   select 2, a.position, a.text from told a where a.thread_id = m.thread_id and a.document_id = m.document_id)
               where ' ' || lower(words) like '% because %' or lower(words) like '%due to %' or lower(words) like '%owing to %'
                  or lower(words) like '%so that %' or lower(words) like '%as a result of %'
               order by place, position limit 1) end as words
    from moved m where m.before is not m.due_date)
-- a bracket that the words neither open nor close goes
select thread_id, day, undated, due_date, due_text, filename, document_id, page,
       julianday(due_date) - julianday(before) as moved_days,
       case when words like '(%' and instr(words, ')') in (0, length(words)) then trim(words, '()')
            when words like '%)' and length(replace(words, ')', '')) < length(replace(words, '(', ''))
                then substr(words, 1, length(words) - 1)
            else words end as reason
from found
