"""The web as an input: addresses that may be fetched, bounded fetching, pages, and watching.

`addresses` checks, `connect` and `fetch` do the fetching, `polite` and `robots` keep it bearable
for sites, `pages` and `read` make reports of what came, `watch` does so again and again.
`archived` and `inflate` do the same for records of web archives.
"""
