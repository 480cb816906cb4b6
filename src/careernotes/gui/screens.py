"""Every screen by name, and where its controller is; a screen is imported when it is first opened."""

# name -> "module:class", a subclass of careernotes.gui.navigation.ScreenController
SCREENS: dict[str, str] = {
    "today": "careernotes.gui.controllers.today:TodayController",
    "people": "careernotes.gui.controllers.people:PeopleController",
    "person": "careernotes.gui.controllers.person:PersonController",
    "intake": "careernotes.gui.controllers.intake:IntakeController",
    "agreement": "careernotes.gui.controllers.agreement:AgreementController",
    "before": "careernotes.gui.controllers.before:BeforeController",
    "session": "careernotes.gui.controllers.session:SessionController",
    "search": "careernotes.gui.controllers.search:SearchController",
    "report": "careernotes.gui.controllers.report:ReportController",
    "pool": "careernotes.gui.controllers.pool:PoolController",
    "keeper": "careernotes.gui.controllers.keeper:KeeperController",
    "supervision": "careernotes.gui.controllers.supervision:SupervisionController",
    "growth": "careernotes.gui.controllers.growth:GrowthController",
    "guide": "careernotes.gui.controllers.guide:GuideController",
    "help_now": "careernotes.gui.controllers.help_now:HelpNowController",
    "settings": "careernotes.gui.controllers.settings:SettingsController",
}

# To the pool: open the form at once, as it is filled in.
AT_ONCE = "at_once"

# Screens that need no open vault: the trustee pools without one, limits and guide can be read by anybody.
KEEPERS = frozenset({"pool", "keeper"})
WITHOUT_VAULT = KEEPERS | {"help_now", "guide"}
