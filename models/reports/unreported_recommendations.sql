-- Recommendations that no paper reports on, with the papers searched: those of the same council (or, without one, of the
-- same body) since it was made, the newest twenty by name. `unread` names the papers of the council that could not be
-- read, and counts those of no known council: the view unread_papers names them.
with
told as (
    select thread_id from reported_threads
    union all select thread_id from closed_threads where closed),
silent as materialized (
    select h.*, case when h.authority_id is null then h.body_id end as searched_body
    from first_printings h
    where h.thread_id not in (select thread_id from told)),
asked as materialized (select distinct authority_id, searched_body, day from silent),
ranked as materialized (
    select *, row_number() over (partition by owner order by day desc, filename) as place
    from (select id, filename, day, coalesce(authority_id, 'body ' || body_id) as owner,
                 filename || ' (' || case when undated then 'no date, read on ' else '' end || day || ')' as name from papers
          where kind <> 'inspection_report' and text_source <> 'none')),
searched as materialized (
    select k.authority_id, k.searched_body, k.day as since, max(p.place) as papers,
           group_concat(p.name, '; ') filter (where p.place <= 20)
           || case when max(p.place) > 20 then '; and ' || (max(p.place) - 20) || ' older' else '' end as names
    from asked k join ranked p on p.owner = coalesce(k.authority_id, 'body ' || k.searched_body) and p.day >= k.day
    group by k.authority_id, k.searched_body, k.day),
unread as materialized (
    select authority_id, group_concat(filename, '; ') as names, count(*) as papers from unread_papers group by authority_id),
dues as materialized (
    select thread_id, due_date, due_text, max(day || due_date || document_id) as rank
    from printings where due_date is not null and thread_id in (select thread_id from silent) group by thread_id)
select u.thread_id, a.name as authority, b.name as body, u.kind, u.ref, u.text, u.framework,
       case when not u.undated then u.day end as made_on, u.day as known_from,
       u.filename as made_in, u.page as made_on_page,
       (select group_concat(name, '; ') from (
            select o.name from recommendation_owners ro join owners o on o.id = ro.owner_id
            where ro.recommendation_id = u.id order by o.name)) as owners,
       d.due_date, d.due_text, coalesce(d.due_date < :as_of, 0) as overdue,
       cast(julianday(:as_of) - julianday(u.day) as integer) as days_silent, coalesce(s.papers, 0) as searched_papers,
       coalesce(s.names, 'none: no paper of ' || coalesce(a.name, b.name, 'an unknown council')
                         || ' since ' || u.day || ' is in the database') as searched,
       coalesce(nullif(ltrim(coalesce(mine.names, '') || coalesce('; ' || other.papers || ' of no known council', ''), '; '),
                       ''), 'none') as unread,
       u.id as recommendation_id, u.document_id, u.authority_id
from silent u
left join searched s on s.since = u.day and s.authority_id is u.authority_id and s.searched_body is u.searched_body
left join unread mine on mine.authority_id = u.authority_id
left join unread other on other.authority_id is null
left join dues d on d.thread_id = u.thread_id
left join authorities a on a.id = u.authority_id
left join bodies b on b.id = u.body_id
