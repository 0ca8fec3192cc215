package io.tactus.gateway.rest;

import io.tactus.gateway.command.EntityTags;
import io.tactus.gateway.command.ReferenceReader;
import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.command.SetReader;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.row.RowLayout;

/** {@code PATCH /rest/v1/{table}/{key}}: plain values and field operators. */
public final class RowPatchCommand extends RowCommand {

  private final int body;

  private RowPatchCommand(Request request) {
    super(request);
    EntityTags.refuseIfNoneMatch(request);
    body = RequestDocument.object(request);
  }

  /** Handles the request. */
  public static void handle(Request request) {
    new RowPatchCommand(request).start();
  }

  @Override
  void encode(RowLayout layout, Workspace workspace, OperationsEncoder encoder) {
    new SetReader().read(workspace, layout, request.body(), body, ReferenceReader.NONE);
    encoder.update(
        workspace.keyAddress(), workspace.row, workspace.operators, preferences.representation());
  }
}
