"""The page around a report: furniture, posts, headline, signature, sentences, quotations."""
