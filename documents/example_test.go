package documents_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
)

func Example() {
	file, err := os.Open("../testdata/valid/networkevent.csv/network-events.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	doc, r, err := documents.Open(file) // whatever it is
	if err != nil {
		log.Fatal(err)
	}
	var counts flowtrail.Counts
	for err := range doc.Check(r, flowtrail.Workers(4), flowtrail.Count(&counts)) {
		fmt.Println(err)
	}
	fmt.Println(doc.Title(), "with invalid records:", counts.Invalid)
	// Output:
	// Twingate network events report with invalid records: 0
}

// An input of no known type is told from one that cannot be read.
func ExampleOpen() {
	_, _, err := documents.Open(strings.NewReader(`{"records": [{"event_type": "network_access"}]}`))
	var unknown *documents.UnknownError
	if errors.As(err, &unknown) {
		fmt.Println("found", unknown.Seen)
	}
	// Output:
	// found a JSON object that wraps records of networkevent.json in its member "records"; unwrap them first
}
