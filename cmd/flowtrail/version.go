package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of flowtrail",
		Args:  cobra.NoArgs,
		Run:   func(*cobra.Command, []string) { fmt.Fprintf(c.stdout, "flowtrail %s\n", version()) },
	}
}

// version returns the version that the Go command has built in, and what it was built with.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = new(debug.BuildInfo)
	}
	return fmt.Sprintf("%s (%s %s/%s)", versionOf(info), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// versionOf returns the version of a build and, for one in a clone, the revision.
func versionOf(info *debug.BuildInfo) string {
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	vcs := make(map[string]string)
	for _, s := range info.Settings {
		vcs[s.Key] = s.Value
	}
	if revision := vcs["vcs.revision"]; revision != "" {
		v += " revision " + revision[:min(12, len(revision))]
		if at := vcs["vcs.time"]; at != "" {
			v += " of " + at
		}
		if vcs["vcs.modified"] == "true" {
			v += ", modified"
		}
	}
	return v
}
