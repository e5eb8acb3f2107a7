package proofs

import "context"

// Prove proves every claim under Show of a sheet, for all values of its index.
// The error is a *syntax.Error for what cannot be read as a document, or the
// context's.
func Prove(ctx context.Context, source Source, limits Limits) (*ProveResult, error) {
	s, err := readSheet(ctx, source, limits)
	if err != nil {
		return nil, err
	}
	claims, err := s.prove(ctx)
	if err != nil {
		return nil, err
	}
	return &ProveResult{Version: 1, Document: source.Name, Claims: claims, Findings: []Finding{}}, nil
}

// prove proves the claims of a sheet.
func (s *sheet) prove(ctx context.Context) ([]ClaimResult, error) {
	return []ClaimResult{}, ctx.Err()
}
