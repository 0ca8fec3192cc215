/**
 * Rows as comma-separated values (RFC 4180), in and out: a header line with the names of columns,
 * then a line for each row.
 *
 * <pre>
 *   null                   NULL without quotes, or nothing; of a text, nothing is the empty text
 *   an empty text          ""
 *   a text                 as it is; in double quotes if it holds a comma, a quote or a line break
 *   numbers, true, false   as in JSON
 *   anything else          its JSON, in double quotes where it needs them
 * </pre>
 *
 * <p>Threads: stateless, or one thread. Cold next to what is done with the rows.
 */
package io.tactus.gateway.csv;
