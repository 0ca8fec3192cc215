package io.tactus.gateway.rest;

import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.row.RowLayout;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The URL of a row, for the Location header. Cold: allocates. Threading: stateless. */
final class RowLocation {

  private RowLocation() {}

  static String of(Workspace workspace, RowLayout layout, long keyImageAddress) {
    workspace.key.reset(layout);
    layout.putKey(keyImageAddress, workspace.key.rowAddress());
    StringBuilder url = new StringBuilder("/rest/v1/").append(layout.tableName()).append('/');
    for (int i = 0; i < layout.keyFieldCount(); i++) {
      workspace.problems.reset();
      workspace.rowJson.writeValue(
          workspace.problems, layout.keyField(i), workspace.key.rowAddress());
      String json = workspace.problems.toString();
      String text = json.startsWith("\"") ? unquoted(json) : json;
      url.append(i == 0 ? "" : ",").append(encode(text));
    }
    return url.toString();
  }

  private static String unquoted(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return io.tactus.gateway.json.JsonOffsets.string(bytes, 0);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
