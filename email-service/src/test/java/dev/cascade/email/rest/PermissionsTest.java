package dev.cascade.email.rest;

import dev.cascade.streams.identity.Access;
import dev.cascade.testing.identity.PermissionsContract;
import java.util.Set;

class PermissionsTest extends PermissionsContract {

  private static final Access ACCESS = Access.SHARED.and(Permissions.access());

  @Override
  protected Set<String> listed() {
    return ACCESS.routes();
  }

  @Override
  protected Set<String> roles(String method, String path) {
    return ACCESS.roles(method, path);
  }
}
