package useractivity_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/useractivity"
)

func TestCSV(t *testing.T) {
	codectest.Run(t, useractivity.CSV, codectest.Expected{
		SampleSum:   "eeae216eee832b5394cb9aac776d268f72bc9519ca7451c960496e5a625510cc",
		Allocations: 8, // for the list of addresses
	})
}

func FuzzCSV(f *testing.F) { codectest.Fuzz(f, useractivity.CSV) }
