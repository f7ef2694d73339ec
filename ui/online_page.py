"""The settings' page on the online map: the switch, which server, whose words stand on the map, and what leaves this computer."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.language import tr
from ui.map.online import OnlineMap
from ui.map.tile_address import OPENSTREETMAP, OPENSTREETMAP_WORDS, holds, server_of
from ui.user_settings import UserSettings
from ui.widgets.plain import column, form, soft


class OnlinePage(QWidget):
    """The page. It keeps nothing until it is told to."""

    def __init__(self, settings: UserSettings):
        super().__init__()
        self.on = QCheckBox(tr("&Show an online map under the rounds"))
        self.on.setChecked(settings.online_map)
        self.address, self.words = QLineEdit(settings.tile_server), QLineEdit(settings.tile_words)
        self.address.setPlaceholderText(OPENSTREETMAP)
        self.words.setPlaceholderText(OPENSTREETMAP_WORDS)
        self._explained = soft()
        self.address.textChanged.connect(self._explain)
        self._explain()
        fields = form((tr("Server's &address"), self.address), (tr("&Whose map it is"), self.words))
        self.setLayout(
            column(
                self.on,
                self._explained,
                10,
                fields,
                soft(tr("Empty fields are OpenStreetMap’s own. Whose map it is stands on the map and on saved pictures.")),
                None,
                margin=14,
            )
        )  # fmt: skip

    @property
    def holds(self) -> bool:
        """Tell whether the address can be kept: nobody minds a wrong one while the map is off."""
        return not self.on.isChecked() or holds(self._wanted)

    def keep(self, online: OnlineMap) -> None:
        """Use what is chosen from now on."""
        online.choose(self.on.isChecked(), self.address.text(), self.words.text())

    @property
    def _wanted(self) -> str:
        return self.address.text().strip() or OPENSTREETMAP

    def _explain(self) -> None:
        if holds(self._wanted):
            words = tr(
                "It fetches pictures of the streets around the ward from {server} over the internet. That server can "
                "see which area is looked at; nothing of the register leaves this computer."
            )
            self._explained.setText(words.format(server=server_of(self._wanted)))
        else:
            self._explained.setText(
                tr(
                    "No map comes from this address: it begins with https:// and has {z}, {x} and {y} in it, once each."
                )
            )
