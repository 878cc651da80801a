package documents_test

import (
	"fmt"
	"log"
	"os"

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
