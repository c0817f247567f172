"""The argument ENTITY: any name of an entity, completed in the shell from the store's names."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from kg.cli.generic import TextType

COMPLETIONS = 50
"""Names offered at most."""


class EntityType(TextType):
    """A name, alias or id of an entity."""

    name = "entity"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names in the store that begin so, those of the most mentioned entities first."""
        from kg.store.errors import StoreError
        from kg.store.find import find_store
        from kg.store.lookup import names_spelled, written
        from kg.store.reader import Store
        from kg.vocab.names import plain

        try:
            with Store(find_store(ctx.params.get("store_path"))) as store:
                begun = plain(incomplete)
                found = names_spelled(store, "plain", begun, begins=True, limit=COMPLETIONS)
                names = {written(store, f): store.entity(f.entity).type for f in found}
        except StoreError:
            return []
        # The shell drops what does not begin as typed: a name written otherwise would only confuse it.
        return [CompletionItem(n, help=kind) for n, kind in names.items() if n.startswith(incomplete)]


ENTITY = EntityType()
