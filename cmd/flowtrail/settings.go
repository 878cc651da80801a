package main

import (
	"fmt"
	"io"
	"os"
)

// mostSettings is how many bytes a file with settings may have, so that naming a wrong one takes no memory.
const mostSettings = 1 << 20

// readSettings returns the text of a small file.
func readSettings(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostSettings+1))
	if err == nil && len(text) > mostSettings {
		err = fmt.Errorf("%s has more than %d bytes", name, mostSettings)
	}
	return text, err
}
