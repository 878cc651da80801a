package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionOf(t *testing.T) {
	clone := []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.time", Value: "2026-11-21T18:00:00Z"}, {Key: "vcs.modified", Value: "true"},
	}
	for want, info := range map[string]debug.BuildInfo{
		"(devel)": {},
		"v1.2.3":  {Main: debug.Module{Version: "v1.2.3"}},
		"(devel) revision 0123456789ab of 2026-11-21T18:00:00Z, modified": {Main: debug.Module{Version: "(devel)"}, Settings: clone},
		"(devel) revision 0123456789ab of 2026-11-21T18:00:00Z":           {Settings: clone[:2]},
	} {
		if got := versionOf(&info); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
