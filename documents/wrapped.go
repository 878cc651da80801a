package documents

import (
	"bytes"
	"encoding/json"
)

// wrapped returns the name of the first member of a JSON object that is an array of objects, and the text from that array on:
// an API that answers with pages of records has them in such a member. Text may be cut off.
// It returns "" if there is none, or if the object says what record it is.
func wrapped(text []byte) (member string, items []byte) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	tokens := json.NewDecoder(bytes.NewReader(text))
	if t, err := tokens.Token(); err != nil || t != json.Delim('{') {
		return "", nil
	}
	for tokens.More() {
		name, err := tokens.Token()
		if err != nil || name == "event_type" {
			return "", nil
		}
		value, err := tokens.Token()
		if err != nil {
			return "", nil
		}
		begin := tokens.InputOffset() - 1
		open, nested := value.(json.Delim)
		for depth := 1; nested && depth > 0; {
			token, err := tokens.Token()
			if err != nil {
				return "", nil
			}
			switch token {
			case json.Delim('{'):
				if depth == 1 && open == '[' {
					return name.(string), text[begin:]
				}
				depth++
			case json.Delim('['):
				depth++
			case json.Delim('}'), json.Delim(']'):
				depth--
			}
		}
	}
	return "", nil
}
