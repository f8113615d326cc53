-- Recommendations that no paper reports on, with the papers searched: those of the same council (or, without one, of the
-- same body) since it was made, the newest twenty by name. `unread` names the papers that could not be read.
with
told as materialized (
    select distinct thread_id from answers where says union select thread_id from closed_threads where closed),
silent as materialized (
    select h.*, case when h.authority_id is null then h.body_id end as searched_body
    from first_printings h
    where h.thread_id not in (select thread_id from told)),
asked as materialized (select distinct authority_id, searched_body, day from silent),
found as materialized (
    select k.authority_id, k.searched_body, k.day as since, p.filename, p.day,
           row_number() over (partition by k.authority_id, k.searched_body, k.day order by p.day desc, p.filename) as place
    from asked k join papers p on p.day >= k.day and p.kind <> 'inspection_report' and p.text_source <> 'none'
        and p.authority_id is k.authority_id and (k.authority_id is not null or p.body_id = k.searched_body)),
searched as materialized (
    select authority_id, searched_body, since, count(*) as papers,
           group_concat(filename || ' (' || day || ')', '; ') filter (where place <= 20)
           || case when count(*) > 20 then '; and ' || (count(*) - 20) || ' older' else '' end as names
    from found group by authority_id, searched_body, since),
unread as materialized (select coalesce(group_concat(filename, '; '), 'none') as names from unread_papers),
dues as materialized (
    select thread_id, due_date, due_text, max(day || document_id) as rank
    from printings where due_date is not null group by thread_id)
select u.thread_id, a.name as authority, b.name as body, u.kind, u.ref, u.text, u.framework, u.day as made_on,
       u.filename as made_in, u.page as made_on_page,
       (select group_concat(name, '; ') from (
            select o.name from recommendation_owners ro join owners o on o.id = ro.owner_id
            where ro.recommendation_id = u.id order by o.name)) as owners,
       d.due_date, d.due_text, coalesce(d.due_date < :as_of, 0) as overdue,
       cast(julianday(:as_of) - julianday(u.day) as integer) as days_silent, coalesce(s.papers, 0) as searched_papers,
       coalesce(s.names, 'none: no paper of ' || coalesce(a.name, b.name, 'an unknown council')
                         || ' since ' || u.day || ' is in the database') as searched,
       unread.names as unread, u.id as recommendation_id, u.document_id, u.authority_id
from silent u join unread
left join searched s on s.since = u.day and s.authority_id is u.authority_id and s.searched_body is u.searched_body
left join dues d on d.thread_id = u.thread_id
left join authorities a on a.id = u.authority_id
left join bodies b on b.id = u.body_id
