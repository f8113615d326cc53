-- Where a recommendation was printed in other words than in the paper before: both wordings, and why they are taken as one.
select thread_id, earlier_day, earlier_filename, earlier_text, day, filename, text,
       coalesce((select l.reason from thread_links l where l.recommendation_id = min(c.id, c.earlier_id)
                 and l.other_id = max(c.id, c.earlier_id)), 'each is like another printing of it') as reason, id, earlier_id
from (select thread_id, id, day, filename, text, lag(id) over life as earlier_id, lag(day) over life as earlier_day,
             lag(filename) over life as earlier_filename, lag(text) over life as earlier_text
      from printings
      window life as (partition by thread_id order by not original, day, document_id, position)) c
where earlier_text is not null and lower(rtrim(text, '.;, ')) <> lower(rtrim(earlier_text, '.;, '))
