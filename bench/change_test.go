package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"testing"
)

var changing = regexp.MustCompile(`"(client_ip|ip|id|name|address|applied_rule|email|key|key_id|lat|lon)":("(?:[^"\\]|\\.)*"|-?[0-9.]+)`)

// nothingRepeats returns events with names, ids, addresses and places that no other event has.
func nothingRepeats(events []byte) []byte {
	var text []byte
	i := 0
	for line := range bytes.Lines(events) {
		i++
		address := 0
		text = append(text, changing.ReplaceAllFunc(line, func(member []byte) []byte {
			name, value, _ := bytes.Cut(member, []byte(":"))
			id := strconv.Itoa(1_000_000_000 + i)
			switch string(name) {
			case `"client_ip"`, `"ip"`:
				address++
				value = fmt.Appendf(nil, `"%d.%d.%d.%d"`, 10+address, byte(i>>16), byte(i>>8), byte(i))
			case `"lat"`:
				value = fmt.Append(nil, float64(i%18_000_000)/1e5-90)
			case `"lon"`:
				value = fmt.Append(nil, float64(i%36_000_000)/1e5-180)
			case `"id"`, `"key_id"`:
				value = strconv.AppendQuote(nil, id)
			default:
				value = append([]byte(`"`+id+"-"), value[1:]...)
			}
			return append(append(bytes.Clone(name), ':'), value...)
		})...)
	}
	return text
}

// A fault makes one value of a record wrong.
type fault struct {
	find        *regexp.Regexp
	replacement string
}

var eventFaults = []fault{
	{regexp.MustCompile(`"protocol":"[a-z]+"`), `"protocol":"sctp"`},
	{regexp.MustCompile(`"port":[0-9]+`), `"port":70000`},
	{regexp.MustCompile(`"time":"[^"]+"`), `"time":"13/05/2024 10:00"`},
	{regexp.MustCompile(`"bytes_received":([0-9]+)`), `"bytes_received":"$1"`},
	{regexp.MustCompile(`"device":`), `"gadget":`},
}

var rowFaults = []fault{
	{regexp.MustCompile(`,(tcp|udp|icmp),`), `,sctp,`},
	{regexp.MustCompile(`^[^,]+`), `13/05/2024 10:00`}, // as spreadsheets write times
	{regexp.MustCompile(`,[0-9]*,([^,]*,[^,]*,(tcp|udp|icmp),)`), `,70000,$1`},
}

// inject returns an input with one wrong value in each line but the header, of which there may be one.
func inject(tb testing.TB, text []byte, header int, faults []fault) []byte {
	tb.Helper()
	result := bytes.Clone(text[:header])
	i := 0
	for line := range bytes.Lines(text[header:]) {
		f := faults[i%len(faults)]
		at := f.find.FindSubmatchIndex(line)
		if at == nil {
			tb.Fatalf("%v is not in %q", f.find, line)
		}
		result = append(result, line[:at[0]]...)
		result = f.find.Expand(result, []byte(f.replacement), line, at)
		result = append(result, line[at[1]:]...)
		i++
	}
	return result
}
