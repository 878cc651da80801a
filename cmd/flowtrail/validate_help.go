package main

const validateHelp = `Check every record of the inputs against the schema of its type, and print each
finding on a line of its own:

  file:line:column: path: message [rule]

A summary of each file follows on standard error. With --format json each line is a
JSON object. Its member "kind" says what it is about:

  finding     one finding: file, record, line, column, offset, path, rule, schema,
              message, value; "severity": "warning" if it is no error
  file        one file, after its findings: file, type, records, invalid, findings,
              skipped (records of other streams); warnings, if some findings are;
              "header": "wrong" for a CSV with a wrong header; "note" says why the
              file was left out, "error" why it could not be read, or not to its
              end; "cut": true if reading ended with its first error
  unreadable  why a file could not be read, and where: file, record, line, column,
              offset (line 0 if it was not opened), error; after the line of the file
  summary     the last line, about all files: files (that were read), records,
              invalid, findings, unreadable (files), skipped, not_shown (findings
              that --max-findings left out); if there are any, warnings, left_out
              (files), empty (PATHs without records, the first 100) and cut (why not
              all was read); totals of all findings, by rule and path: rule, path,
              severity, findings, files (that have some); "other_paths": true for
              those at more paths than are told apart

A record of another stream in the same file, such as DNS filtering among network
events, is one finding; --skip-other-streams leaves such records out and counts them.

A file that is named on the command line must be of a known type. So must a file in a
directory if its name ends in .json, .jsonl, .ndjson or .csv, or in one of these and
.gz or .zst. Any other file in a directory is left out, with a note, if its type is not
known. In directories and globs, only regular files are opened.

Reports: --report FORMAT=FILE writes a report, and may be given several times. Without
FILE it goes to standard output, in place of the findings; github goes there after them.

  text      findings, files and totals, for people
  json      as --format json
  sarif     SARIF 2.1.0, for code hosts: a result for each file, rule and path
  junit     JUnit, a test case for each file
  github    annotations of GitHub: the ten errors and ten warnings with most findings
  markdown  a summary, such as that of a GitHub job: --report markdown=$GITHUB_STEP_SUMMARY
  gitlab    Code Quality of GitLab

In paths of totals and of results, * stands for the index of any item. --max-findings is
for text and json; the others have what their platform shows, and say what they left out.
A FILE is written whatever the exit code, but for 2, and takes the place of an older one
when it is complete.

Values: with --values none, no byte of a value, and no name of a member or a column that
is not documented, is in what is printed or written. --values hash has hashes of them
(HMAC-SHA-256, of what --values full shows), so that equal ones can be told. Their key is
in the environment variable ` + keyVariable + ` or in the file --hash-key-file. Names of
files are always shown.

Config: ` + configName + ` in the working directory, or --config FILE, may hold

  strict: true                    # as --strict
  skip-other-streams: true        # as --skip-other-streams
  exclude: [old, "tmp/**/*.csv"]  # as --exclude
  rules: {enum: warning}          # as --rule
  files:                          # the first entry that matches a file holds for it
    - match: ["reports/*.csv"]
      type: networkevent.csv
      strict: false

A flag overrides what the file says. A GLOB without a slash matches names in any directory; * matches
within a name, ** any number of directories. Globs in the file are relative to where it
is. "flowtrail schema ` + configName + `" prints its schema.

` + exitHelp

const validateExamples = `  flowtrail validate events.csv
  flowtrail validate 'exports/**/*.json'
  zcat sync.json.gz | flowtrail validate --as networkevent.json -
  flowtrail validate --strict --format json exports/ > findings.json
  flowtrail validate --values none --report github --report sarif=flowtrail.sarif exports/
  flowtrail validate --strict --rule additionalProperties=warning --quiet exports/`
