-- Recommendations that no paper reports on and that nobody closed; unreported_recommendations also names the papers
-- searched.
with
told as (
    select thread_id from reported_threads
    union all select thread_id from closed_threads where closed),
printed as materialized (
    select thread_id, id, document_id, filename, day, undated, authority_id, body_id, kind, ref, text, due_date, due_text,
           page, position, original
    from printings where thread_id not in (select thread_id from told)),
-- As in first_printings: the origin, if that is there, or else what was printed first.
others as materialized (select * from printed where thread_id <> 't-' || substr(id, 3)),
silent as (
    select *, 0 as rank from printed where thread_id = 't-' || substr(id, 3)
    union all
    select *, min((not original) || day || document_id || printf('%06d', position)) as rank from others
    where thread_id not in (
        select thread_id from printed
        where id in (select 'r-' || substr(thread_id, 3) from others) and thread_id = 't-' || substr(id, 3))
    group by thread_id),
dues as materialized (
    select thread_id, due_date, due_text, max(day || due_date || document_id) as rank
    from printed where due_date is not null group by thread_id)
select u.thread_id, a.name as authority, u.kind, u.ref, u.text, case when not u.undated then u.day end as made_on,
       u.day as known_from, u.filename as made_in, u.page as made_on_page,
       (select group_concat(name, '; ') from (
            select o.name from recommendation_owners ro join owners o on o.id = ro.owner_id
            where ro.recommendation_id = u.id order by o.name)) as owners,
       d.due_date, d.due_text, coalesce(d.due_date < :as_of, 0) as overdue,
       u.id as recommendation_id, u.document_id, u.authority_id,
       case when u.authority_id is null then u.body_id end as searched_body
from silent u left join dues d on d.thread_id = u.thread_id left join authorities a on a.id = u.authority_id
