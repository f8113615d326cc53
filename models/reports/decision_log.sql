-- What people decided, newest first: about what, what stood there before, and whether it is in force, taken back, or about
-- words that are gone.
select d.id, d.made_at, d.made_by, d.action, d.value, d.before, d.note,
       coalesce(json_extract(t.anchor, '$.question'), nullif(json_extract(t.anchor, '$.subject.text'), ''), '') as about,
       coalesce(json_extract(t.anchor, '$.subject.filename'), '') as filename,
       case when f.decision_id is null then coalesce('taken back by ' || (
                select max(u.id) from decisions u join decision_targets g on g.decision_id = u.id
                where u.action = 'undo' and u.value = cast(d.id as text)), 'not known')
            when f.subject is null then 'gone: ' || f.reason
            else 'in force' end as state,
       d.subject, coalesce(r.thread_id, case when d.subject like 't-%' then d.subject end) as thread_id,
       coalesce(json_extract(t.anchor, '$.subject.document_id'), '') as document_id
from decisions d
join decisions t on t.id = case when d.action = 'undo' then cast(d.value as integer) else d.id end
left join (select decision_id, max(subject) as subject, reason from decision_targets group by decision_id) f on f.decision_id = d.id
left join recommendations r on r.id = d.subject
where substr(d.made_at, 1, 10) <= :as_of
order by d.id desc
