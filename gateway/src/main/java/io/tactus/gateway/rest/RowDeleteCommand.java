package io.tactus.gateway.rest;

import io.tactus.gateway.command.EntityTags;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.row.RowLayout;

/** {@code DELETE /rest/v1/{table}/{key}}. */
public final class RowDeleteCommand extends RowCommand {

  private RowDeleteCommand(Request request) {
    super(request);
    EntityTags.refuseIfNoneMatch(request);
  }

  /** Handles the request. */
  public static void handle(Request request) {
    new RowDeleteCommand(request).start();
  }

  @Override
  void encode(RowLayout layout, Workspace workspace, OperationsEncoder encoder) {
    encoder.delete(layout, workspace.keyAddress(), preferences.representation());
  }
}
