package io.tactus.storage.index;

/**
 * Where the rows lie that the entries of an index lead to: in which page of an area, and where in
 * it.
 *
 * <p>Threading: immutable.
 */
public interface RowPlaces {

  /** Returns the area of the rows. */
  int rowsArea();

  /** Returns the page of that area in which a slot lies. */
  long page(long slot);

  /** Returns the byte at which a slot begins within its page. */
  int offset(long slot);

  /** Returns how many bytes a row takes. */
  int rowBytes();
}
