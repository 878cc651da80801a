package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// valuesHelp is for commands whose findings are beside what they are asked for.
const valuesHelp = `Findings show values of the input. With --values none they show none, nor names that are
not documented, and with --values hash they show hashes: see flowtrail validate --help.
Standard output has all values, and what sums it up on standard error has times.`

// keyVariable is the environment variable with the key of hashes.
const keyVariable = "FLOWTRAIL_HASH_KEY"

// leastKey is how many bytes a key must have, so that it cannot be guessed.
const leastKey = 16

// valuesFlags are what the user asks of how findings show values.
type valuesFlags struct {
	values  choice
	keyFile string
}

// addValues adds the flags to cmd that say how findings show values.
func addValues(cmd *cobra.Command) *valuesFlags {
	all := []string{string(report.Full), string(report.Hash), string(report.None)}
	f := &valuesFlags{values: choice{value: all[0], from: all, kind: strings.Join(all, "|")}}
	addChoice(cmd, &f.values, "values", "how much of the values, and of names that are not documented, findings show")
	cmd.Flags().StringVar(&f.keyFile, "hash-key-file", "", "`FILE` with the key for --values hash")
	return f
}

// redactor returns what shows values as asked for. The key of hashes is in a file or, without one, in the environment.
func (f *valuesFlags) redactor() (*report.Redactor, error) {
	values := report.Values(f.values.value)
	key, from := os.Getenv(keyVariable), keyVariable
	if f.keyFile != "" {
		text, err := readSettings(f.keyFile)
		if err != nil {
			return nil, fmt.Errorf("--hash-key-file: the key cannot be read: %w", err)
		}
		key, from = string(text), f.keyFile
	}
	key = strings.TrimSpace(key)
	switch {
	case values != report.Hash && f.keyFile != "":
		return nil, errors.New("--hash-key-file is only for --values hash")
	case values != report.Hash:
	case key == "" && f.keyFile == "":
		return nil, fmt.Errorf("--values hash needs a key: in the environment variable %s, or in a file, with --hash-key-file", keyVariable)
	case len(key) < leastKey:
		return nil, fmt.Errorf("%s: the key has %d bytes, and needs at least %d", from, len(key), leastKey)
	}
	return report.NewRedactor(values, []byte(key)), nil
}
