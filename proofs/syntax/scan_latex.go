package syntax

func (s *scanner) latex() { s.markdown() }
func (s *scanner) plain() { s.markdown() }
