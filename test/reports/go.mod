// Where the published schemas come from that reports are validated against: JUnit's (as Jenkins
// reads it) and SARIF's lie in these modules. Nothing of them is built.
module reports

go 1.24

require (
	github.com/owenrumney/go-sarif/v3 v3.3.1
	github.com/yannh/kubeconform v0.8.0
)
