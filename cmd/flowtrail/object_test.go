package main

import (
	"encoding/json"
	"testing"
)

func TestObject(t *testing.T) {
	const value = "<a>\x1b\u009b\u202e\U000e0001🏠"
	got := object(value)
	if want := `"<a>\u001b\u009b\u202e\udb40\udc01🏠"`; got != want {
		t.Errorf("object(%q) = %s, want %s", value, got, want)
	}
	var back string
	if err := json.Unmarshal([]byte(got), &back); err != nil || back != value {
		t.Errorf("%s reads as %q, %v", got, back, err)
	}
}
