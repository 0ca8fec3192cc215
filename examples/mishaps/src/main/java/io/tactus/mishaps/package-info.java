/** Procedures that go wrong in every way a procedure can, for fire drills. */
package io.tactus.mishaps;
