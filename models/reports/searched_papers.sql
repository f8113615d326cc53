-- The papers that may report on what was made on a day: those of the same council (or, without one, of the same body)
-- since then, the newest twenty by name. `unread` names the papers of the council that could not be read, and counts
-- those of no known council: the view unread_papers names them.
with
asked as materialized (
    select distinct authority_id, case when authority_id is null then body_id end as searched_body, day from papers),
ranked as materialized (
    select *, row_number() over (partition by owner order by day desc, filename) as place
    from (select id, filename, day, coalesce(authority_id, 'body ' || body_id) as owner,
                 filename || ' (' || case when undated then 'no date, read on ' else '' end || day || ')' as name from papers
          where kind <> 'inspection_report' and text_source <> 'none')),
found as materialized (
    select k.authority_id, k.searched_body, k.day, max(p.place) as papers,
           group_concat(p.name, '; ') filter (where p.place <= 20)
           || case when max(p.place) > 20 then '; and ' || (max(p.place) - 20) || ' older' else '' end as names
    from asked k join ranked p on p.owner = coalesce(k.authority_id, 'body ' || k.searched_body) and p.day >= k.day
    group by k.authority_id, k.searched_body, k.day),
unread as materialized (
    select authority_id, group_concat(filename, '; ') as names, count(*) as papers from unread_papers group by authority_id)
select k.authority_id, k.searched_body, k.day as since, coalesce(f.papers, 0) as searched_papers,
       coalesce(f.names, 'none: no paper of ' || coalesce(a.name, b.name, 'an unknown council')
                         || ' since ' || k.day || ' is in the database') as searched,
       coalesce(nullif(ltrim(coalesce(mine.names, '') || coalesce('; ' || other.papers || ' of no known council', ''), '; '),
                       ''), 'none') as unread
from asked k
left join found f on f.day = k.day and f.authority_id is k.authority_id and f.searched_body is k.searched_body
left join unread mine on mine.authority_id = k.authority_id
left join unread other on other.authority_id is null
left join authorities a on a.id = k.authority_id
left join bodies b on b.id = k.searched_body
