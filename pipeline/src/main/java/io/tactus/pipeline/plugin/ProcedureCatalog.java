package io.tactus.pipeline.plugin;

import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.page.Version;
import java.util.List;

/** The procedures in force. Threading: any thread. */
public interface ProcedureCatalog {
  /** The definition of a procedure, or null. */
  ProcedureDefinition find(String name);

  /** All definitions, sorted by name. */
  List<ProcedureDefinition> definitions();

  /**
   * Runs a read-only procedure on the calling thread, over a version the caller has pinned.
   *
   * @param results wrapped by the caller around the shape of the procedure's results
   * @throws io.tactus.storage.Rejection as the procedure refuses, throws or exhausts its budget
   */
  void runReadOnly(
      String procedure, Version version, long caller, TupleReader arguments, TupleWriter results);
}
