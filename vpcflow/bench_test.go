package vpcflow_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/vpcflow"
)

func BenchmarkEventInto(b *testing.B) { codectest.BenchmarkInto(b, vpcflow.JSON) }

func BenchmarkCamelInto(b *testing.B) { codectest.BenchmarkInto(b, vpcflow.CamelJSON) }

func BenchmarkEventAppend(b *testing.B) { codectest.BenchmarkAppend(b, vpcflow.JSON) }
