/**
 * Relations between tables: a field of type {@code ref(t)} holds the primary key of a row of table
 * {@code t}, and that row is there. In SQL's terms a foreign key that references the primary key.
 *
 * <pre>
 *   players.guild : ref(guilds)
 *
 *   players  row 3 ──guild = 7──►  guilds  row 7        look-up: the primary key index of guilds
 *            row 5 ──guild = 7──►                       way back: the internal index ref:guild of
 *            row 6 ──guild null                                   players, one entry for rows 3 and 5
 * </pre>
 *
 * <h2>What always holds</h2>
 *
 * <p>After every operation (unless that was put off, see below), and always in a published version:
 * what a ref field holds is null or the primary key of a row that is there. {@link
 * io.tactus.storage.relation.ReferenceAudit} checks it for a version.
 *
 * <ul>
 *   <li><b>Insert, update.</b> The row referred to must be there. A row may refer to itself, also
 *       in the insert that creates it. A ref to a table with a composite key is null as a whole or
 *       not at all ({@code MATCH FULL}). An update that leaves a ref as it is does not look it up.
 *   <li><b>Delete.</b> What becomes of the rows that refer to the deleted one, says their field:
 *       {@code cascade} deletes them, too, and so on; {@code setNull} sets the field null; {@code
 *       restrict}, the default, refuses. That is decided after all cascades of the operation: a row
 *       that restricts and is itself deleted does not restrict. So the outcome does not depend on
 *       the order of tables or rows; rings of tables, rings of rows, rows that refer to themselves
 *       and rows reached on several paths are no special cases.
 *   <li><b>Change of a primary key.</b> Refused while another row refers to the old key, whatever
 *       {@code onDelete} says.
 *   <li><b>One operation</b> is one write of a table, or all writes of an update or a delete by
 *       filter ({@link io.tactus.storage.relation.References#hold}).
 *   <li>A refusal is REFERENCE (409, SQLSTATE 23503) with PostgreSQL's message and detail. It names
 *       the table and the field that refer; one for a row that is still referred to gives one row
 *       that refers to it as a hint.
 *   <li>Rows that a cascade deletes or changes are row changes like any other: in the change log,
 *       in the state hash, with the command's sequence, undone with it. Each costs the work budget
 *       1, and so does each look-up and each index entry met.
 * </ul>
 *
 * <p><b>Put off to the end of the command</b> ({@code deferReferences}): refusals are decided when
 * all operations are done. Rows may then refer to rows that come later, and a row may be replaced
 * by one with its key. {@code cascade} and {@code setNull} still act at once, so a row that comes
 * back does not bring back what its deletion took.
 *
 * <h2>How PostgreSQL compares</h2>
 *
 * <ul>
 *   <li>{@code restrict} is what SQL calls {@code NO ACTION}: decided at the end of the operation.
 *       PostgreSQL's {@code RESTRICT} is decided row by row, before cascades have come to it.
 *   <li>Every reference is {@code DEFERRABLE INITIALLY IMMEDIATE}; {@code deferReferences} is
 *       {@code SET CONSTRAINTS ALL DEFERRED} for one command. There as here referential actions are
 *       never deferred.
 *   <li>{@code ON UPDATE} is always {@code NO ACTION}: keys do not cascade. {@code SET DEFAULT}
 *       does not exist.
 *   <li>The referring columns are always indexed. PostgreSQL leaves that to the user, and scans.
 *   <li>References point to primary keys only, not to other unique keys.
 * </ul>
 *
 * <h2>How</h2>
 *
 * <p>{@link io.tactus.storage.relation.Relations} is what one catalog says about who refers to
 * whom; {@link io.tactus.storage.relation.References} is told of every row change by the tables
 * ({@link io.tactus.storage.table.RowRules}) and decides when which check is made. The list of row
 * changes of the command serves as worklist of cascades and as memory of checks put off, so neither
 * needs room of its own, and both are bounded by the work budget.
 *
 * <p>Threading: the tick thread (or the owner of a fork), except {@link
 * io.tactus.storage.relation.Relations}, which is immutable, and {@link
 * io.tactus.storage.relation.ReferenceAudit}, which reads a pinned version.
 */
package io.tactus.storage.relation;
