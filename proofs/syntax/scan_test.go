package syntax

type scanCase struct {
	name, source string
	format       Format
	blocks       string
}

var scanCases = []scanCase{}
