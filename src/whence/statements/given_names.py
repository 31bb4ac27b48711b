"""Given names of many peoples, by whether "he" or "she" stands for who bears them.

A name that both bear is in both lists, and tells only that somebody is a person.
"""

from whence.statements.wordlists import word_set

MALE = word_set(
    """
    aaron abdel abdelaziz abdelfattah abdul abdullah abdulrahman abel abhijit abraham achille achim adalbert
    adam adebayo adil adolf adrian adriano agustin ahmad ahmed ajay akbar aki akim akio akira alain alan
    alassane albert alberto aldo alec alejandro aleksandar aleksander aleksandr aleksei aleksey aleksi
    alessandro alex alexander alexandre alexandros alexei alexey alexis alf alfonso alfred alfredo ali allan
    allen alphonse alvaro alvin amadou ambrose amin amir amit amos anders andre andrea andreas andrei andrej
    andres andrew andrey andrii andrius andriy andrzej andy angel angelo angus anil ansgar anthony antoine
    anton antonin antonio antti anwar arash ari ariel arif arjun arkady armando armin arnaud arne arno arnold
    arseniy arthur artur arturo arun arvid asad asger asher ashok ashraf asif aslan atif atul august augustin
    augusto austin avi axel ayman aziz babatunde bakary baptiste barack barnaby barry bart bartosz bashar
    basil bassam bastian beau ben benedict benito benjamin benny benoit bernard bernardo bernd bernie bert
    bertrand bilal bill billy birger bjarne bjorn bob bobby bogdan boris bosko boubacar brad bradley brandon
    branko brendan brent brett brian bruce bruno bryan burak burkhard byron calvin cameron carl carlo carlos
    carlton carsten casey cedric cem cesar charles charlie chester chidi chinedu chris christian christof
    christophe christopher chuck claes clarence claude claudio claus clay clayton clemens clement cliff
    clifford clint clinton clive cody colin connor conor conrad constantin corey cornel cornelius cory costas
    craig cristian cristiano curtis cyril cyrus dale damian damien damir dan dani daniel daniele danilo danny
    darius darko darrell darren dave david davide davit dawid dean declan deepak denis dennis denys derek
    dermot desmond detlef devin dick didier diego dieter dimitri dimitrios dimitris dinesh dino dirk djibril
    dmitri dmitrii dmitry dmytro dominic dominik dominique don donald doug douglas dragan drew duane dusan
    dustin dwayne dwight dylan ed eddie edgar edgardo edin edmond edmund edouard eduard eduardo edvard edward
    edwin egon eike einar eino elias elijah eliot elliot elliott elmar elon elton emanuel emeka emerson emil
    emile emiliano emilio emir emmanuel emre enda endre engin enoch enrico enrique enzo eric erich erik erkki
    ernest ernesto ernst erwin esteban ethan etienne eugen eugene evan evgeni evgeny ezekiel ezra fabian
    fabien fabio fabrice fadi fahad faisal farid farouk faruk federico felipe felix femi ferdinand fergus
    fernando fidel filip filippo finn firas florent florian floyd forrest francesco francis francisco franck
    franco francois frank frankie franklin frans franz fred freddie frederic frederick frederik fredrik
    friedrich fritz fyodor gabor gabriel gabriele gael galen gareth garrett gary gavin gene gennady geoff
    geoffrey georg george georges georgi georgios gerald gerard gerardo gerd gerhard gerry ghassan gianni
    gideon gil gilbert gilberto gilles giorgi giorgio giovanni giuliano giulio giuseppe glen glenn goran
    gordon graham grant greg gregg gregor gregorio gregory grigory guido guillaume guillermo gunnar gunter
    gus gustav gustavo guy habib hadi hakan hakim hal hamad hamid hamish hamza hank hannes hannu hans harald
    hari harold haroon harris harry harsh haruki harun hasan hashim hassan hassane hector heikki heiko heiner
    heinrich heinz helge helmut hendrik henri henrik henrique henry herbert heriberto herman hermann hernan
    hideki hikmet hiroshi hisham horacio horst howard hubert hugh hugo humberto hussain hussein iain ian
    ibrahim idris ignacio ignatius igor ihor ilham ilia ilias ilja ilkka ilya imad iman imran imre indra
    ingmar ingo ioannis ion ira irving irwin isaac isaiah isak ishmael ismael ismail issa istvan ivan ivar
    ivo jaakko jacek jack jackson jacob jacques jaime jair jake jakob jakub jalal jamal james jamie jan janek
    janez janne janos jari jarl jaroslav jaroslaw jason jasper javad javed javier jay jean jeb jeff jefferson
    jeffery jeffrey jens jeremiah jeremy jerome jerry jerzy jesper jesse jesus jim jimmy jin jiri joachim
    joao joaquin jochen joe joel joerg johan johann johannes john johnnie johnny jon jonah jonas jonathan
    joni joost jordi jorg jorge jorgen joris jose josef joseph josh joshua josip joso jozef juan juho jukka
    jules julian julien julio julius junior jurgen jussi justin justus kai kamal karel karim karl karsten
    kaspar kaspars kay kazuo keir keith kelvin ken kenji kennedy kenneth kenny kent kermit kevin khaled
    khalid khalil kieran kim kirill kirk kjell klaus knut konrad konstantin konstantinos kostas kostya
    kristian kristof kristoffer krzysztof kurt kwame kwesi kyle kyrylo lachlan lajos lamar lamine lance larry
    lars lasse laszlo laurence laurent lauri lawrence lazar leander leif leighton leo leon leonard leonardo
    leonid leopold leroy leslie lester lev levan levi lewis liam linus lionel lloyd logan lorenz lorenzo
    lothar lou louie louis lowell luc luca lucas luciano lucien ludovic ludwig luigi luis luiz luka lukas
    lukasz luke lyle lyndon maarten mads magnus mahdi mahendra mahmoud mahmud maksim malcolm malik mamadou
    manfred manny manoj mansour manuel marc marcel marcelo marcin marco marcos marcus marek mariano marin
    mario marius mariusz mark markku marko markus marlon marshall martin martti marty marvin marwan masoud
    massimo mateo mateusz mathias mathieu mats matt matteo matthew matthias matti matvey maurice mauricio
    mauro max maxim maxime maximilian mehdi mehmet meir mel melvin menachem michael michal michel mick miguel
    mihai mihail mika mikael mike mikel mikhail mikko miklos mikolaj milan miles milo milos milton miro
    miroslav mitch mitchell mitt mladen moamer moe mohamad mohamed mohammad mohammed mohan mohsen moises
    monty morgan moritz morris morten moses mostafa moussa mubarak muhammad muhammadu mukesh murat murray
    musa mustafa mykhailo mykola myles naftali narendra nasser nat nate nathan nathaniel nawaz ned neil
    nelson nestor neville newt niall nicholas nick nicklas nickolas nicola nicolae nicolas niels nigel nikhil
    nikita niklas nikola nikolai nikolaos nikolaus nikolay nils nino noah nobuo noel nolan norbert norman
    olaf olav ole oleg oleh oleksandr oleksii oleksiy oliver olivier olle olli olof olusegun omar omer orhan
    orlando orrin oscar oskar osman osvaldo oswald othman otis otto owen ozan pablo paddy pal paolo pascal
    patrice patrick patrik paul pauli paulo pavel pavlo pawel pedro pekka penn percy pete peter petr petri
    petro petros phil philip philipp philippe phillip pierre pieter pietro piotr prakash pranab predrag
    preston qasim quentin quincy rachid rade radek radoslaw radovan rafael rafal rafiq rahul raimo rainer raj
    rajesh rajiv rakesh ralf ralph ram rami ramiro ramon ramzan rand randall randolph randy raphael rashad
    rashid rasmus raul ravi ray raymond recep reed reggie reginald reid reinhard reinhold reino renaud rene
    reuben rex reza ricardo riccardo rich richard rick ricky rico rob robbie robert roberto robin rodney
    rodolfo rodrigo rodrigue roger rohan rohit roland rolf romain roman ron ronald ronan ronnie rory ross roy
    ruben rudi rudolf rudy rufus ruggero rui rupert russ russell rustam ryan ryszard saad sadiq saeed said
    saleh salim salman salvador salvatore sam sameer sami samir sampo samson samuel sander sandro sanjay
    santiago santtu saul scott sean sebastian sebastiao sebastien selim semyon serge sergei sergey sergio
    serhii serhiy seth seymour shane shaul shaun shawn sheldon shinzo shlomo sidney siegfried sigmund sigurd
    silas silvan silvio simeon simon simone sinisa slobodan solomon soren spencer spiros srdjan stan
    stanislav stanislaw stanley stavros stefan stefano steffen stelios sten stephan stephane stephen stephon
    steve steven stewart stig stipe stuart suleiman sulev sunil suresh svein sven sylvain taavi tadeusz tahir
    taito takeshi tamas tapio tarek tariq tarmo taro tauno tayyip ted teddy tendai teodor terence terrence
    terry teuvo thabo thaddeus theo theodor theodore thierry thomas thor thorsten tiago tibor tim timo
    timothy timur titus tobias tod todd toivo tom tomas tomasz tommaso tommy toni tony torsten travis trent
    trevor trey tristan troy ty tyler tyrone uday udo ulf uli ulrich umar umberto urho uri ursus usman uwe
    vaclav vadim valentin valerio valery vance vasil vasily vasyl veikko venkat vernon vic vicente victor
    vidar vijay vikram viktor vilho ville vince vincent vincenzo virgil vitali vitaly vito vittorio vivek
    vlad vladimir vladislav vojislav volker volodymyr vsevolod vyacheslav wade waldemar wallace walt walter
    warren waseem wayne wendell werner wes wesley wilbur wilfred wilhelm willem william willie wilson
    winfried winston wojciech wolfgang wolodymyr xavier yahya yair yann yannick yannis yaroslav yasin yasser
    yaw yevgeny yigal yitzhak yonatan yosef yoshi yoshihide yossi youssef yuri yuriy yury yusuf yves yvon zac
    zach zachary zack zaid zalmay zane zbigniew zdenek zeev zeke zenon zhivko ziad zlatko zoltan zoran zsolt
    zygmunt
    """
)
FEMALE = word_set(
    """
    aaliyah abby abigail ada adela adelaide adele adelina adriana adrienne agata agatha agnes agnese
    agnieszka aicha aida aileen aino aisha aishwarya akiko alana alba alejandra aleksandra alena alessandra
    alessia alexa alexandra alexandria alexis alice alicia alicja alina aline alisa alison aliya allegra
    allison alma almira althea alva alyona alyssa amal amalia amanda amara amber amelia amelie amina aminata
    amira amrita amy ana anabel anahit anais ananya anastasia anastasiya andrea aneta angela angele angelica
    angelika angelina angelique angie anita anja anjali ann anna annabel annabelle annalena anne anneli
    annelie annemarie annette annie annika anoushka antje antoinette antonia anu anya arabella araceli
    ariadna ariadne ariana arianna arlene asha ashley asma asta astrid asuncion athena aubrey audrey augusta
    aurelia ava avery ayaan ayesha ayse azadeh aziza barb barbara barbro bathsheba beata beate beatrice
    beatrix beatriz becky belinda bella benedetta benedicte benita bernadette bernice berta bertha beth
    bethany betsy bettina betty bev beverly bianca birgit birgitta blanca blanche bonnie bozena branka brenda
    briana bridget brigid brigitte britta brittany brooke camila camilla camille candace candice cara carina
    carla carlotta carly carmel carmela carmen carol carola carole caroline carolyn carrie casey cassandra
    cassidy catalina catarina caterina catherine cathy cecelia cecile cecilia celeste celia celine chantal
    charlene charlotte chelsea cherie cheryl chiaki chiara chidinma chloe christa christel christelle
    christiane christie christina christine christy ciara cindy claire clara clarice clarissa claudette
    claudia claudine clementine coleen colette colleen connie constance consuelo cora coralie cordelia
    corinna corinne cornelia courtney cristina crystal cynthia dafne dagmar dagny daisy dalia dalila damaris
    dana danica daniela daniella danielle danuta daphne daria darla darlene deanna debbie deborah debra
    deirdre delia della delores delphine demi denise desiree diana diane dianne dina dinah divya dolly
    dolores dominique donatella donna dora doreen dorian doris dorota dorothea dorothy dorte dunja ebba eda
    edda edith edna edwina eeva efua eila eileen elaine eleanor elena eleni eleonora eliane elif elin elina
    elisa elisabeth elise elissa eliza elizabeth elizaveta elke ella elle ellen elly elma eloise elsa elsbeth
    elsie elspeth elva elvira emanuela emilia emilie emily emma emmanuelle enid erica erika erin erna
    ernestine esmeralda esperanza estelle ester esther ethel eugenia eugenie eunice eva evangeline eve
    evelina evelyn evelyne evgenia ewa fabienne fadwa farah farida fatema fatima fatma fatou fay faye
    federica felicia felicitas felicity fern fernanda ffion fiona flavia fleur flora frances francesca
    francine francoise franziska freda frederica freya frida fumiko gabriela gabriella gabrielle gail galina
    gemma genevieve georgiana georgina geraldine gerda germaine gertrud gertrude ghada gianna gilda gillian
    gina ginevra ginny giorgia giovanna gisela giselle gita gitte giulia giuliana gladys glenda gloria golda
    grace gracie graciela grazia greta gretchen grete gretel gudrun guinevere gulnara gunilla gwen gwendolyn
    gwyneth haley halima halina halla hana hanan hanna hannah hanne hannelore hansine harriet hattie hazel
    heather heba hedda hedwig heidi heike helen helena helene helga heli helle helmi henrietta henriette
    hester hilary hilda hilde hillary hiroko holly honora hortense huda ida ildiko ilhan ilka ilona ilse
    imani imelda imke imogen ina indira ines inga inge ingeborg inger ingrid inka inna ioana irena irene
    irina iris irma irmgard isabel isabella isabelle isadora isha isla isobel ivana ivanka iveta ivy iwona
    izabela jacinda jackie jacqueline jada jade jadwiga jamila jan jana jane janelle janet janice janina
    janine janna jasmin jasmina jasmine jayne jean jeanette jeanine jeanne jelena jen jenna jennie jennifer
    jenny jessica jessie jill jillian jo joan joana joanna joanne jocelyn jodie johanna jolanta jolene
    josefina josefine josephine josie jovana joy joyce juana juanita judith judy julia juliana juliane
    julianna julianne julie juliet juliette justina justine justyna kaarina kadri kaisa kaja kamala kamila
    karen karin karina karla karolina katalin katarina katarzyna kate kateryna katharina katharine katherine
    kathleen kathryn kathy katia katie katja katrin katrina katya kayla kayleigh keiko keisha kellie kelly
    kelsey kendra kerry kerstin khadija kiana kiara kim kimberly kira kirsten kirsti kirstie kirstin kirsty
    klara klaudia kornelia kristen kristi kristin kristina kristine krystal krystyna kyoko kyra laila lakshmi
    lana lara larissa latifa latisha laura laurel lauren laurie lavinia layla lea leah leanne leda leena
    leila leilani leire lena leni leocadia leona leonie leonor leonora lesley leticia letitia letizia lia
    liana libby lidia liesbeth liisa lila lili lilian liliana lilith lillian lilly lily lina linda linnea
    lisa lisbeth lise lissa liv livia liza lizzie ljiljana ljubica lois lola lolita lora loredana lorelei
    loreta loretta lori lorna lorraine lotte lottie louisa louise luann lubna luca lucia luciana lucie
    lucille lucinda lucretia lucy ludmila ludmilla luisa luise luiza lula lupe lydia lyn lynda lynette lynn
    lynne lyudmila maarit mabel madeleine madeline madhuri madison mae magda magdalena maggie maia maija
    maira maja malala malgorzata malia malika malin mallory mandy manuela mara marcela marcella marcia
    mareike maren margaret margareta margarete margarita margaux marge margherita margit margot margret
    margrethe marguerite mari maria mariah mariam mariama marian mariana marianna marianne maribel marie
    mariella marielle marietta marija marijke marika marilyn marina marion marisa marisol marissa marit
    marita marja marjorie marketa marla marlena marlene marlies marta martha martina martine mary maryam
    maryna marzena masha matilda matilde maud maureen maxine maya meera meg megan meghan mehwish mei melania
    melanie melba melinda melissa mercedes meredith meri merja meryl meta mette mia michaela michele michelle
    mieke mika mila mildred milena millicent millie mimi mina mindy minna mira miranda mireille miriam mirja
    mirjam mirka moira mollie molly mona monica monika monique morgana moya muna muriel myra myriam myrna
    myrtle nada nadezhda nadia nadine nadja naima najat nan nana nancy nanette naoko naomi narges nasrin
    nastassja natalia natalie natalya natasa natasha nathalie nayla neha nell nellie nelly nerea nessa neta
    nevena ngozi nia niamh nicole nicoletta nicolette nidia nika niki nikki nikoletta nina ninette nisha
    noelle noemi noor nora noreen norma nour nuria oana octavia odette odile ofelia oksana olena olga olha
    olive olivia olympe olympia oona ophelia oriana orla ornella orsolya ottilie outi paige paivi paloma pam
    pamela paola parvati pat patricia patrizia patsy patti patty paula paulette paulina pauline pearl peggy
    penelope penny perla pernille petra petronella phoebe phyllis pia pilar pippa piroska polina polly poppy
    portia priscilla pritha priti priya priyanka puja rachael rachel rachele rachida radka rafaela raija
    raisa rajaa rana rania raquel rashida raven rebeca rebecca rebekah regina reiko reina rena renata renate
    renee rhea rhian rhiannon rhoda rhonda ricarda riitta rina rita roberta rocio romana romina romy rosa
    rosalia rosalie rosalind rosalyn rosamund rosanna rosanne rosario rose roseanne roselyn rosemarie
    rosemary rosie rosita rowena roxana roxane roxanne ruba ruby ruta ruth ruthie sabina sabine sabrina sadie
    safiya saida saija sally salma salome samantha samira sana sandra sandrine sandy sangeeta sania sanna
    sanne saoirse sara sarah sari sarita sasha saskia scarlett selena selina selma senait serena shabana
    shannon sharon shauna sheila shelby shelley sheri sherry sheryl shira shirin shirley shreya shulamit
    sibyl sidonie siegrid signe sigrid silja silke silva silvana silvia simona simone sinead siobhan sirpa
    sissel sita siv slavica snezana sofia sofie sofiya soha sol solange soledad solveig sonia sonja sonya
    sophia sophie soraya stacey stacy stefania stefanie stella stephanie sue suellen sulamith sumaya sunita
    susan susana susanna susanne suzan suzanna suzanne suzette suzy svetlana swati sybil sylvia sylvie
    tabitha taina talia tallulah tamar tamara tamika tammy tanja tanya tara taru tasha tatiana tatjana
    tatyana tawny taylor teresa terhi terri tess tessa tetiana thea thelma theodora theresa therese thora
    tiffany tiina tilda tina tiziana toni tonia torill tove tracey tracy tricia trine trisha trixie trudy
    truus tuija tulsi tuula tyra ulla ulrika ulrike urmila ursula uschi uta valentina valeria valerie vanessa
    vanja vanna vasiliki vera verena verity veronica veronika vesna vicki vicky victoria viktoria vilma
    vinita viola violet violeta violetta virginie virve vita vivian viviana vivien vivienne vlasta wanda
    wangari wanjiru wendy whitney wibke wilhelmina wilma winifred winnie xenia ximena xiomara yael yana yara
    yasmeen yasmin yasmine yelena yetunde yevgenia yoko yolanda yoshiko ysabel yulia yuliya yumi yvette
    yvonne zahra zainab zara zdenka zeinab zelda zena zenaida zhanna zina zita zlata zoe zofia zora zoya
    zsofia zuzana
    """
)
GIVEN = MALE | FEMALE
"""Every given name that is known."""
