package flowtrail_test

import (
	"encoding/json"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

var (
	somewhere = flowtrail.Position{File: "sync.json", Record: 7, Line: 7, Column: 113, Offset: 4711}
	violation = flowtrail.Violation{
		Position: somewhere, Path: "/event/connection/protocol", Rule: flowtrail.RuleEnum, Schema: "/properties/protocol/enum",
		Message: "is not one of tcp, udp, icmp", Value: `"sctp"`,
	}
)

func TestViolationString(t *testing.T) {
	for want, change := range map[string]func(*flowtrail.Violation){
		`sync.json:7:113: /event/connection/protocol: "sctp" is not one of tcp, udp, icmp`: func(*flowtrail.Violation) {},
		`sync.json:7:113: /event/connection/protocol: is not one of tcp, udp, icmp`:        func(v *flowtrail.Violation) { v.Value = "" },
		`sync.json:7:113: /event/port: 70000 is more than 65535`: func(v *flowtrail.Violation) {
			v.Path, v.Value, v.Message = "/event/port", "70000", "is more than 65535"
		},
		`sync.json:7:113: /event: has neither user nor service_account`: func(v *flowtrail.Violation) {
			v.Path, v.Value, v.Message = "/event", `{"version":1}`, "has neither user nor service_account"
		},
		`sync.json:7:113: /event/relays: is not an object`: func(v *flowtrail.Violation) {
			v.Path, v.Value, v.Message = "/event/relays", `[]`, "is not an object"
		},
		`input:7:113: the record is larger than 9 bytes`: func(v *flowtrail.Violation) {
			v.File, v.Path, v.Value, v.Message = "", "", "", "the record is larger than 9 bytes"
		},
		`\x3a:error:7:113: /\x1b[2J: "x" is not known`: func(v *flowtrail.Violation) {
			v.File, v.Path, v.Value, v.Message = "::error", "/\x1b[2J", `"x"`, "is not known"
		},
	} {
		v := violation
		change(&v)
		if got := v.String(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestErrorsAsJSON holds the names of members, which others' programs rely on.
func TestErrorsAsJSON(t *testing.T) {
	const at = `"file":"sync.json","record":7,"line":7,"column":113,"offset":4711`
	const found = `{` + at + `,"path":"/event/connection/protocol","rule":"enum","schema":"/properties/protocol/enum",` +
		`"message":"is not one of tcp, udp, icmp","value":"\"sctp\""}`
	broken := flowtrail.StreamError{Position: somewhere, Err: io.ErrUnexpectedEOF}
	for want, v := range map[string]any{
		`{` + at + `}`: somewhere,
		found:          violation,
		`{` + at + `,"violations":[` + found + `]}`:       &flowtrail.RecordError{Position: somewhere, Violations: []flowtrail.Violation{violation}},
		`{` + at + `,"error":"unexpected EOF"}`:           &broken,
		`[{` + at + `,"error":"unexpected EOF"},"other"]`: []any{broken, "other"},
	} {
		got, err := json.Marshal(v)
		if err != nil || string(got) != want {
			t.Errorf("%v\ngot  %s\nwant %s", err, got, want)
		}
	}
}

func TestErrorsFromJSON(t *testing.T) {
	want := flowtrail.RecordError{Position: somewhere, Violations: []flowtrail.Violation{violation, {Position: somewhere, Rule: flowtrail.RuleSyntax}}}
	text, err := json.Marshal(&want)
	var got flowtrail.RecordError
	if err := errors.Join(err, json.Unmarshal(text, &got)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestHeaderErrorAsJSON checks that a header error has the members that a record error has.
func TestHeaderErrorAsJSON(t *testing.T) {
	violations := []flowtrail.Violation{violation}
	want, err := json.Marshal(&flowtrail.RecordError{Position: somewhere, Violations: violations})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(&flowtrail.HeaderError{Position: somewhere, Violations: violations})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
