package io.tactus.gateway.refusal;

import static io.tactus.gateway.refusal.BadInput.request;
import static io.tactus.gateway.refusal.BadInput.row;

import java.util.List;

/** Values that do not fit the tables of {@link BadInputs#SETUP}. */
final class BadRows {
  private BadRows() {}

  static List<BadInput> rows() {
    return List.of(
        request(
            "too long a string",
            422,
            "POST",
            "/rest/v1/heroes",
            "{\"id\":9,\"name\":\"123456789\"}",
            "name",
            "8"),
        request(
            "string of too many bytes",
            422,
            "POST",
            "/rest/v1/heroes",
            "{\"id\":9,\"name\":\"äöüäö\"}",
            "name",
            "8"),
        row("number above u8", 422, "\"level\":256", "level", "256"),
        row("number below u8", 422, "\"level\":-1", "level"),
        row("number above u64", 422, "\"big\":18446744073709551616", "big"),
        row("fraction in an integer", 422, "\"level\":1.5", "level"),
        row("number above f32", 422, "\"mana\":1e39", "mana"),
        row("below the bounds", 422, "\"gold\":-1", "gold", "0"),
        row("above the bounds", 422, "\"gold\":101", "gold", "100"),
        row("unknown field", 400, "\"silver\":1", "silver"),
        row("null in a required field", 422, "\"gold\":null", "gold"),
        row("text in a number", 422, "\"gold\":\"much\"", "gold"),
        row("unknown name of an enum", 422, "\"region\":\"mars\"", "region", "mars"),
        row("number in an enum", 422, "\"region\":0", "region"),
        row("object without a member", 422, "\"position\":{\"x\":1,\"y\":2}", "position.z"),
        row(
            "object with a member too many",
            422,
            "\"position\":{\"x\":1,\"y\":2,\"z\":3,\"w\":4}",
            "position",
            "w"),
        row("number for an object", 422, "\"position\":7", "position"),
        row(
            "text inside an object",
            422,
            "\"position\":{\"x\":1,\"y\":\"2m\",\"z\":3}",
            "position.y"),
        row("array that is too short", 422, "\"stats\":[1,2]", "stats", "3"),
        row("array that is too long", 422, "\"stats\":[1,2,3,4]", "stats", "3"),
        row("element out of range", 422, "\"stats\":[1,40000,3]", "stats.1"),
        row("reference to no row", 409, "\"guild\":77", "guild", "77"),
        row("moment that is none", 422, "\"seen\":\"2026-02-30T00:00:00Z\"", "seen"),
        row("uuid that is none", 422, "\"token\":\"1234\"", "token"),
        row("too long a text", 422, "\"story\":\"" + "s".repeat(65_537) + "\"", "story", "65536"),
        row("bytes that are no base64", 422, "\"icon\":\"a*b=\"", "icon"),
        request(
            "the same key", 409, "POST", "/rest/v1/heroes", "{\"id\":1,\"name\":\"Zoe\"}", "id"),
        request(
            "the same unique name",
            409,
            "POST",
            "/rest/v1/heroes",
            "{\"id\":9,\"name\":\"Ann\"}",
            "name"),
        request("a required field missing", 422, "POST", "/rest/v1/heroes", "{\"id\":9}", "name"),
        request("unknown table", 404, "POST", "/rest/v1/villains", "{\"id\":9}", "villains"),
        request(
            "the third of three",
            422,
            "POST",
            "/rest/v1/heroes",
            "[{\"id\":7,\"name\":\"a\"},{\"id\":8,\"name\":\"b\"},{\"id\":9,\"name\":\"c\",\"gold\":101}]",
            "gold"));
  }

  static List<BadInput> updates() {
    String hero = "/rest/v1/heroes/1";
    return List.of(
        request(
            "member of null",
            422,
            "PATCH",
            hero,
            "{\"position\":{\"x\":{\"$add\":1}}}",
            "position"),
        request("path into null", 422, "PATCH", hero, "{\"position.x\":1}", "position"),
        request("unknown path", 400, "PATCH", hero, "{\"position.w\":1}", "position.w"),
        request("unknown operator", 422, "PATCH", hero, "{\"gold\":{\"$times\":2}}", "$add"),
        request("operator on a string", 422, "PATCH", hero, "{\"name\":{\"$add\":1}}", "name"),
        request("operator out of bounds", 422, "PATCH", hero, "{\"gold\":{\"$add\":96}}", "gold"),
        request(
            "operator beyond the type", 422, "PATCH", hero, "{\"level\":{\"$add\":255}}", "level"),
        request("reference to no row", 409, "PATCH", hero, "{\"guild\":78}", "guild", "78"),
        request("another's name", 409, "PATCH", hero, "{\"name\":\"Bob\"}", "name"),
        request("delete what is referred to", 409, "DELETE", "/rest/v1/guilds/1", null, "heroes"));
  }
}
