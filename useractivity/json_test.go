package useractivity_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/useractivity"
)

func TestNoJSON(t *testing.T) {
	acc := accumulate(closed("a@x.com"))
	for name, v := range map[string]any{"pointer": acc, "value": *acc, "member": struct{ A useractivity.Accumulator }{*acc}} {
		if data, err := json.Marshal(v); err == nil || !strings.Contains(err.Error(), "MarshalBinary") {
			t.Errorf("%s: got %s, %v, want an error that names MarshalBinary", name, data, err)
		}
	}
	before, _ := acc.MarshalBinary()
	if err := json.Unmarshal([]byte("{}"), acc); err == nil || !strings.Contains(err.Error(), "UnmarshalBinary") {
		t.Errorf("got %v, want an error that names UnmarshalBinary", err)
	}
	if after, _ := acc.MarshalBinary(); string(after) != string(before) {
		t.Error("the accumulator changed")
	}
}
